import '@linli/ui/theme/base.css'
import './app/app.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './app/client.ts'
import { Providers } from './app/Providers.tsx'
import { createFieldRouter } from './routes.tsx'

const client = createClient()
const router = createFieldRouter(client)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
