// GET /api/settings: how this server was started, for the system administrator. Read only: settings come from the environment.
import { SettingList } from '@linli/contract/identity/admin.schemas.ts'
import type { House } from './house.ts'
import { type Route, route } from './http.ts'
import { permit } from './permit.ts'
import { read } from './read.ts'

export const settingsRoute = (house: House): Route =>
  route({
    method: 'GET',
    url: '/api/settings',
    summary: 'How this server was started; passwords in addresses are masked',
    permission: 'setting.read',
    schema: { response: { 200: SettingList } },
    handle({ entry }) {
      return read(house, entry, [], (_, { who }) => {
        permit(who, 'setting.read')
        return { items: [...house.config.shown] }
      })
    },
  })
