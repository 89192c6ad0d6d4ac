import '@linli/ui/theme/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './app/client.ts'
import { Providers } from './app/Providers.tsx'
import { createConsoleRouter } from './routes.tsx'

const client = createClient()
const router = createConsoleRouter(client)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
