import { roleEntry, roleLabel, roles } from '@linli/contract/identity/roles.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { SelectField } from '@linli/ui/components/Select.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDate } from '@linli/ui/i18n/format.ts'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '../app/words.ts'
import { type Unit, unitsQuery } from './identity.api.ts'
import { areaNameQuery, givePost } from './staff.api.ts'

/** What the security administrator may give; the server judges it again, with the area. */
const grantable = Object.keys(roles.security_admin.grants)

/** A post: the role says whether it hangs on a unit (whose area is then its own) or on an area. */
export function GivePostForm({ account, onDone, onCancel }: { account: string; onDone(): void; onCancel(): void }) {
  const { t, locale } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const today = formatDate(useNow())
  const [role, setRole] = useState<string | null>(null)
  const [unit, setUnit] = useState<Unit | null>(null)
  const [area, setArea] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  const entry = role ? roleEntry(role) : null
  const giving = useMutation({
    mutationFn: () =>
      givePost({
        account,
        role: role!,
        from,
        ...(to && { to }),
        ...(entry?.unit && unit ? { unit: unit.id } : {}),
        ...(entry?.area ? { area: entry.unit?.sameArea ? unit!.area : area } : {}),
      }),
    onSuccess: async () => {
      toast(t('staff.posts.given'))
      onDone()
      await client.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const isWhole = entry !== null && (!entry.unit || unit !== null) && (!needsArea(entry) || area !== '') && from !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) giving.mutate()
  }
  return (
    <form className="staff-form" onSubmit={submit} noValidate>
      <Refusal error={giving.error} />
      <SelectField
        label={t('staff.posts.role')}
        required
        options={grantable.map((value) => ({ value, label: roleLabel(value)[locale === 'en' ? 'en' : 'zh'] }))}
        value={role}
        onChange={(next) => {
          setRole(next)
          setUnit(null)
        }}
      />
      {entry?.unit && <UnitPick kinds={entry.unit.kinds} value={unit} onChange={setUnit} />}
      {entry && needsArea(entry) && <AreaField value={area} onChange={setArea} />}
      <TextField
        label={t('staff.posts.from')}
        required
        type="date"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField label={t('staff.posts.to')} type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      <div className="staff-row">
        <Button kind="primary" type="submit" busy={giving.isPending} disabled={!isWhole}>
          {t('staff.posts.give')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('staff.cancel')}
        </Button>
      </div>
    </form>
  )
}

const needsArea = (entry: NonNullable<ReturnType<typeof roleEntry>>): boolean =>
  entry.area !== null && !entry.unit?.sameArea

function UnitPick({
  kinds,
  value,
  onChange,
}: {
  kinds: readonly string[]
  value: Unit | null
  onChange(unit: Unit | null): void
}) {
  const { t } = useWords()
  const [q, setQ] = useState('')
  const found = useQuery(unitsQuery({ q: useDebounced(q, 250), limit: 60 }))
  const fitting = (found.data?.items ?? []).filter(({ kind }) => kinds.includes(kind))
  return (
    <>
      <TextField
        label={t('staff.posts.unitSearch')}
        autoComplete="off"
        maxLength={50}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <SelectField
        label={t('staff.posts.unit')}
        required
        options={fitting.map(({ id, name, areaName }) => ({ value: id, label: `${name} · ${areaName}` }))}
        value={value?.id ?? null}
        onChange={(id) => onChange(fitting.find((unit) => unit.id === id) ?? null)}
      />
    </>
  )
}

function AreaField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useWords()
  const name = useQuery(areaNameQuery(useDebounced(value, 250))).data?.name
  return (
    <TextField
      label={t('staff.posts.area')}
      required
      inputMode="numeric"
      hint={name}
      maxLength={18}
      value={value}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
    />
  )
}
