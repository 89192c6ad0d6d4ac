import Type, { type Static } from 'typebox'
import { AreaCode, Day, Id, Instant, Nullable, Page, PageQuery } from '../shared/wire.ts'

export const SignIn = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    otp: Type.Optional(
      Type.String({ pattern: '^[0-9]{6}$', description: 'Second factor, when otp.required was answered' }),
    ),
    recoveryCode: Type.Optional(
      Type.String({ minLength: 8, maxLength: 24, description: 'In its place, each once, when the device is lost' }),
    ),
    door: Type.Optional(
      Type.Union([Type.Literal('console'), Type.Literal('field'), Type.Literal('program')], {
        description: 'Decides idle and absolute limits of the session',
      }),
    ),
  },
  { additionalProperties: false },
)

export const PostView = Type.Object({
  id: Id,
  role: Type.String(),
  roleName: Type.Object({ zh: Type.String(), en: Type.String() }),
  area: Nullable(AreaCode),
  areaName: Nullable(Type.String()),
  unit: Nullable(Id),
  unitName: Nullable(Type.String()),
  from: Day,
  to: Nullable(Day),
  onBehalfOf: Nullable(
    Type.Object({ id: Id, name: Type.String() }, { description: 'Whose post this is, when held as deputy' }),
  ),
})
export type PostView = Static<typeof PostView>

export const AccountSelf = Type.Object({ id: Id, username: Type.String(), name: Type.String() })

export const Must = Type.Array(Type.Union([Type.Literal('password'), Type.Literal('otp')]), {
  description:
    'What must be done before anything else can be: change the password, confirm a second factor. Until then other requests are answered session.unfinished',
})
export type Must = Static<typeof Must>

export const Me = Type.Object({
  account: AccountSelf,
  posts: Type.Array(PostView),
  must: Must,
  permissions: Type.Array(Type.String()),
  trial: Type.Boolean({ description: 'True on the embedded database: not for real work' }),
  virtualClock: Type.Boolean(),
  now: Instant,
})
export type Me = Static<typeof Me>

export const SignedIn = Type.Object({
  token: Type.String(),
  account: AccountSelf,
  posts: Type.Array(PostView),
  must: Must,
})

export const AccountView = Type.Object({
  id: Id,
  username: Type.String(),
  name: Type.String(),
  workNumber: Nullable(Type.String()),
  isDisabled: Type.Boolean(),
  lockedUntil: Nullable(Instant),
  guard: Nullable(
    Type.Object(
      { secondFactor: Type.Boolean(), oneTimeUntil: Nullable(Instant) },
      { description: 'How it signs in; for the security administrator only' },
    ),
  ),
  posts: Type.Array(PostView),
  version: Type.Integer(),
})
export const AccountQuery = Type.Object({
  under: Type.Optional(AreaCode),
  q: Type.Optional(
    Type.String({ maxLength: 50, description: 'User name or work number as a whole, or a part of the name' }),
  ),
  role: Type.Optional(Type.String({ maxLength: 40 })),
  unit: Type.Optional(Id),
  state: Type.Optional(
    Type.Union(
      [
        Type.Literal('active'),
        Type.Literal('disabled'),
        Type.Literal('locked'),
        Type.Literal('withoutPost'),
        Type.Literal('oneTime'),
      ],
      { description: '`oneTime`: with a password that must be changed; `withoutPost`: no post in force today' },
    ),
  ),
  ...PageQuery,
})
export const AccountPage = Page(AccountView)

export const UnitView = Type.Object({
  id: Id,
  key: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  area: AreaCode,
  areaName: Type.String(),
})
export const UnitQuery = Type.Object({
  under: Type.Optional(AreaCode),
  kind: Type.Optional(Type.String({ maxLength: 20 })),
  q: Type.Optional(Type.String({ maxLength: 50 })),
  ...PageQuery,
})
export const UnitPage = Page(UnitView)

export const GivePost = Type.Object(
  {
    account: Id,
    role: Type.String({ maxLength: 40 }),
    area: Type.Optional(AreaCode),
    unit: Type.Optional(Id),
    from: Day,
    to: Type.Optional(Day),
  },
  { additionalProperties: false },
)
/** Whoever leaves a unit empty says who comes, or why nobody does. */
export const HandOver = Type.Object(
  {
    successor: Type.Optional({ ...Id, description: 'Account that takes over the post and what was on the desk' }),
    force: Type.Optional(Type.Boolean({ description: 'Leave units empty; asks for a reason' })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type HandOver = Static<typeof HandOver>

export const EndPost = Type.Object(
  { to: Day, version: Type.Integer({ minimum: 1 }), handOver: Type.Optional(HandOver) },
  { additionalProperties: false },
)
