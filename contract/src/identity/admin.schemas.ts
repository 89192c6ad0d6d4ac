// What the security administrator does to accounts, and what is seen of posts, absences and hand-overs.
import Type, { type Static } from 'typebox'
import { AreaCode, Day, Id, Instant, Nullable, Page, PageQuery } from '../shared/wire.ts'
import { HandOver, PostView } from './schemas.ts'

const Version = Type.Integer({ minimum: 1 })
const Reason = Type.String({ minLength: 1, maxLength: 200 })
const Name = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
const WorkNumber = Type.String({ minLength: 1, maxLength: 30, pattern: '^[A-Za-z0-9-]+$' })
const Phone = Type.String({ minLength: 5, maxLength: 20, pattern: '^[+0-9 -]+$' })

export const PutAccount = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z][a-z0-9._-]{2,31}$', description: 'Small letters, digits, . _ -' }),
    name: Name,
    workNumber: Type.Optional(WorkNumber),
    phone: Type.Optional(Phone),
  },
  { additionalProperties: false },
)
export const ChangeAccount = Type.Object(
  {
    version: Version,
    name: Type.Optional(Name),
    workNumber: Type.Optional(Nullable(WorkNumber)),
    phone: Type.Optional(Nullable(Phone)),
  },
  { additionalProperties: false },
)
export const AccountAct = Type.Object({ version: Version, reason: Reason }, { additionalProperties: false })
export const DisableAccount = Type.Object(
  { version: Version, reason: Reason, handOver: Type.Optional(HandOver) },
  { additionalProperties: false },
)
export const Changed = Type.Object({ id: Id, version: Type.Integer() })
export const Made = Type.Object({ id: Id })
export const OneTimePassword = Type.Object({
  id: Id,
  version: Type.Integer(),
  password: Type.String({ description: 'Shown once; must be changed at the first sign-in' }),
  until: Instant,
})

export const HeldPost = Type.Object({
  ...PostView.properties,
  account: Type.Object({ id: Id, username: Type.String(), name: Type.String(), isDisabled: Type.Boolean() }),
  version: Type.Integer(),
})
export const PostQuery = Type.Object({
  under: Type.Optional(AreaCode),
  account: Type.Optional(Id),
  unit: Type.Optional(Id),
  role: Type.Optional(Type.String({ maxLength: 40 })),
  on: Type.Optional({ ...Day, description: 'In force on this day; all when left out' }),
  ...PageQuery,
})
export const PostPage = Page(HeldPost)

const UnitCount = Type.Object({ unit: Id, unitName: Type.String(), open: Type.Integer() })
export const HandOverView = Type.Object({
  open: Type.Integer({ description: 'Open incidents that this account is responsible for' }),
  units: Type.Array(UnitCount, { description: 'Of which each unit holds so many' }),
  incidents: Type.Array(
    Type.Object({ id: Id, number: Type.String(), state: Type.String(), dueAt: Nullable(Instant) }),
    { description: 'The first fifty of those that you may see, nearest due first' },
  ),
  empty: Type.Array(Type.Object({ unit: Id, unitName: Type.String(), areaName: Type.String() }), {
    description: 'Units that would have nobody',
  }),
  standsIn: Type.Array(
    Type.Object({ deputy: Id, for: Type.String(), unitName: Nullable(Type.String()), to: Instant }),
    {
      description: 'Absences of others in which this account stands in',
    },
  ),
})
export const HandOverQuery = Type.Object({
  post: Type.Optional({ ...Id, description: 'Only this post ends; else the account is disabled' }),
})

export const PutDeputy = Type.Object(
  {
    post: Id,
    deputy: Type.Optional({ ...Id, description: 'Account that stands in; nobody when left out' }),
    from: Instant,
    to: Instant,
    reason: Reason,
  },
  { additionalProperties: false },
)
export const EndDeputy = Type.Object(
  { version: Version, to: Type.Optional({ ...Instant, description: 'Now, when left out' }) },
  { additionalProperties: false },
)
export const DeputyView = Type.Object({
  id: Id,
  post: PostView,
  holder: Type.Object({ id: Id, name: Type.String() }),
  deputy: Nullable(Type.Object({ id: Id, name: Type.String() })),
  from: Instant,
  to: Instant,
  reason: Type.String(),
  version: Type.Integer(),
})
export type DeputyView = Static<typeof DeputyView>
export const DeputyQuery = Type.Object({
  post: Type.Optional(Id),
  account: Type.Optional({ ...Id, description: 'As holder or as deputy' }),
  since: Type.Optional({ ...Instant, description: 'Still running at this instant' }),
  ...PageQuery,
})
export const DeputyPage = Page(DeputyView)
export const CandidateList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      roleName: Type.Object({ zh: Type.String(), en: Type.String() }),
      areaName: Nullable(Type.String()),
      unitName: Nullable(Type.String()),
    }),
  ),
})

export const SettingList = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      value: Nullable(Type.String({ description: 'Null where it holds a secret or is not set' })),
      isDefault: Type.Boolean(),
      meaning: Type.String(),
    }),
  ),
})
