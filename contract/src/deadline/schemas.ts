// The wire of deadlines: `POST /api/deadlines/explain`.
import Type, { type Static, type TProperties } from 'typebox'
import { Day, Instant } from '../shared/wire.ts'
import { dayKinds, limitUnits } from './calendar.ts'
import { maxAmount } from './deadline.ts'
import type { TraceStep } from './trace.ts'

// Not the format `duration`: its checkers know no fraction of a second, and counted time is exact to the millisecond.
const Duration = Type.String({
  pattern: '^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]{1,3})?S)?)?$',
  description: 'ISO 8601; a day is 24 hours',
})
const TimeOfDay = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$',
  description: 'HH:MM, 24:00 is midnight',
})

export const LimitUnitSchema = Type.Enum(limitUnits, {
  description:
    'urgentHour and calendarDay count day and night; workHour and workDay count opening hours, a workDay being one full day of them',
})

export const CalendarOverlay = Type.Object(
  {
    hours: Type.Optional(
      Type.Array(Type.Object({ from: TimeOfDay, to: TimeOfDay }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: 12,
        description: 'Opening hours of every working day, in order',
      }),
    ),
    weekdays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, description: 'Worked weekdays, 1 = Monday' }),
    ),
    days: Type.Optional(
      Type.Array(
        Type.Object(
          {
            day: Day,
            kind: Type.Enum([...dayKinds, 'ordinary']),
            name: Type.Optional(Type.String({ maxLength: 60 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 2000, description: 'Laid over the days of the default calendar; `ordinary` lifts an exception' },
      ),
    ),
    publishedThrough: Type.Optional(Type.Integer({ minimum: 1970, maximum: 2199 })),
  },
  { additionalProperties: false, description: 'What differs from the default calendar' },
)
export type CalendarOverlay = Static<typeof CalendarOverlay>

export const ExplainDeadline = Type.Object(
  {
    from: Instant,
    amount: Type.Number({ exclusiveMinimum: 0, maximum: maxAmount.urgentHour, description: 'May be a fraction' }),
    unit: LimitUnitSchema,
    calendar: Type.Optional(
      Type.Union([Type.String({ maxLength: 64, description: 'The id of a calendar' }), CalendarOverlay]),
    ),
    pauses: Type.Optional(
      Type.Array(Type.Object({ from: Instant, to: Instant }, { additionalProperties: false }), {
        maxItems: 200,
        description: 'Suspensions; each ends after it begins, they may overlap',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ExplainDeadline = Static<typeof ExplainDeadline>

const step = <K extends TraceStep['kind'], T extends TProperties>(kind: K, properties: T, description: string) =>
  Type.Object({ kind: Type.Literal(kind), ...properties, zh: Type.String(), en: Type.String() }, { description })

export const TraceStepView = Type.Union([
  step('start', { at: Instant, amount: Type.Number(), unit: LimitUnitSchema }, 'The clock starts'),
  step('closed', { from: Instant, to: Instant }, 'The start lies outside the opening hours'),
  step(
    'skip',
    {
      from: Day,
      to: Day,
      days: Type.Integer(),
      why: Type.Enum(['weekend', 'holiday']),
      name: Type.Optional(Type.String()),
    },
    'Days that are not worked',
  ),
  step(
    'count',
    { from: Instant, to: Instant, counted: Duration, makeup: Type.Optional(Type.String()) },
    'Counted time; `makeup` names the make-up day',
  ),
  step('pause', { from: Instant, to: Instant, notCounted: Duration }, 'A suspension'),
  step(
    'extend',
    { from: Instant, amount: Type.Number(), unit: LimitUnitSchema, at: Type.Optional(Instant) },
    'An approved extension',
  ),
  step('provisional', { from: Day }, 'From this day on the holidays are not published'),
  step('due', { at: Instant }, 'Due'),
])
export type TraceStepView = Static<typeof TraceStepView>

export const DeadlineView = Type.Object({
  dueAt: Instant,
  trace: Type.Array(TraceStepView, { description: 'How it was counted, each step also as a sentence' }),
  provisional: Type.Boolean({ description: 'The holidays of a year that it crosses are not yet published' }),
})
export type DeadlineView = Static<typeof DeadlineView>

const CalendarDaySchema = Type.Object(
  { day: Day, kind: Type.Enum(dayKinds), name: Type.String(), source: Type.String() },
  { description: 'A day that differs from its weekday, and the paper that moved it' },
)

/** A calendar as clients carry it; `calendarFrom` makes it countable again. */
export const CalendarView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  version: Type.Integer(),
  offsetMinutes: Type.Integer({ description: 'Minutes east of UTC' }),
  hours: Type.Array(Type.Object({ from: TimeOfDay, to: TimeOfDay }), { description: 'Of every working day, in order' }),
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: 'Worked weekdays, 1 = Monday' }),
  publishedThrough: Type.Integer({ description: 'The last year whose holidays are published' }),
  days: Type.Array(CalendarDaySchema),
})
export type CalendarView = Static<typeof CalendarView>

/** Body of PUT /api/calendars/{id}: the calendar as it is from now on, whole. */
export const LoadCalendar = Type.Object(
  {
    version: Type.Integer({ minimum: 0, description: 'The version that the sender saw; 0 for a new calendar' }),
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    hours: Type.Array(Type.Object({ from: TimeOfDay, to: TimeOfDay }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 12,
    }),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 }),
    publishedThrough: Type.Integer({ minimum: 1970, maximum: 2199 }),
    days: Type.Array(
      Type.Object(
        {
          day: Day,
          kind: Type.Enum(dayKinds),
          name: Type.String({ minLength: 1, maxLength: 60 }),
          source: Type.String({ minLength: 1, maxLength: 200, description: 'The paper that moved it' }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 5000, description: 'Every day that differs from its weekday, all years' },
    ),
  },
  { additionalProperties: false },
)
export type LoadCalendar = Static<typeof LoadCalendar>

export const CalendarQuery = Type.Object(
  { from: Type.Optional(Day), to: Type.Optional(Day) },
  { additionalProperties: false, description: 'Bounds of `days`, both included' },
)
