import { textLimits } from '@linli/contract/incident/fields.ts'
import { urgencyNames } from '@linli/contract/incident/words.ts'
import { OwnQuestions } from '@linli/ui/incident/OwnQuestions.tsx'
import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Segmented } from 'antd'
import { type ReactNode, useId } from 'react'
import { useWords } from '../app/words.ts'
import { MatterPicker } from '../matter/MatterPicker.tsx'
import { matterQuery } from '../matter/matter.api.ts'
import { SuggestedMatters } from '../suggestion/Suggested.tsx'
import { ConditionPreview } from './ConditionPreview.tsx'
import { EvidenceField } from './fields/EvidenceField.tsx'
import { InstantField } from './fields/InstantField.tsx'
import { deskSources, type Gaps, type Intake, knownPlace } from './intake.ts'

/** What happened and who says so. */
export function IntakeFields({
  intake,
  gaps,
  onChange,
}: {
  intake: Intake
  gaps: Gaps
  onChange(part: Partial<Intake>): void
}) {
  const { t, locale } = useWords()
  const questions = useQuery(matterQuery(intake.matter)).data?.form ?? []
  const dateId = useId()
  const filesId = useId()
  return (
    <>
      <Line label={t('intake.source')} id="intake-source" isRequired>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          aria-labelledby="intake-source-label"
          value={intake.source}
          options={deskSources.map((source) => ({ value: source, label: t(`incident.source.${source}`) }))}
          onChange={(event) => onChange({ source: event.target.value })}
        />
      </Line>
      <Line label={t('intake.matter')} id="intake-matter" isRequired error={gaps.matter && t(gaps.matter)}>
        <MatterPicker
          id="intake-matter"
          labelledBy="intake-matter-label"
          autoFocus
          value={intake.matter}
          onChange={(matter) => onChange({ matter, form: undefined })}
        />
        <ConditionPreview matter={intake.matter} />
      </Line>
      <OwnQuestions
        fields={questions}
        answers={intake.form ?? {}}
        locale={locale}
        onChange={(form) => onChange({ form })}
      />
      <Line
        label={t('intake.description')}
        id="intake-description"
        isRequired
        error={gaps.description && t(gaps.description, { most: textLimits.description })}
      >
        <Input.TextArea
          id="intake-description"
          className="growing"
          rows={4}
          placeholder={t('intake.descriptionHint')}
          status={gaps.description ? 'error' : ''}
          value={intake.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
        <SuggestedMatters
          description={intake.description}
          location={knownPlace(intake)}
          chosen={intake.matter}
          onPick={({ matter }) => onChange({ matter })}
        />
      </Line>
      <div className="intake-pair">
        <Line label={t('intake.reporterName')} id="intake-name">
          <Input
            id="intake-name"
            maxLength={60}
            autoComplete="off"
            value={intake.reporterName}
            onChange={(event) => onChange({ reporterName: event.target.value })}
          />
        </Line>
        <Line label={t('intake.reporterPhone')} id="intake-phone" error={gaps.phone && t(gaps.phone)}>
          <Input
            id="intake-phone"
            inputMode="tel"
            maxLength={30}
            autoComplete="off"
            status={gaps.phone ? 'error' : ''}
            value={intake.reporterPhone}
            onChange={(event) => onChange({ reporterPhone: event.target.value })}
          />
        </Line>
      </div>
      <div className="intake-pair">
        <Line label={t('intake.urgency')} id="intake-urgency" isRequired>
          <Segmented
            aria-labelledby="intake-urgency-label"
            value={intake.urgency}
            options={urgencyNames.map((urgency) => ({ value: urgency, label: t(`incident.urgency.${urgency}`) }))}
            onChange={(urgency) => onChange({ urgency })}
          />
        </Line>
        <Line label={t('intake.occurredAt')} id={dateId}>
          <InstantField
            ties={{ id: dateId, labelId: `${dateId}-label`, describedBy: undefined, isWrong: false }}
            value={intake.occurredAt}
            onChange={(occurredAt) => onChange({ occurredAt: occurredAt ?? null })}
          />
        </Line>
      </div>
      <Line label={t('incident.field.evidence')} id={filesId} error={gaps.evidence && t(gaps.evidence)}>
        <EvidenceField
          ties={{ id: filesId, labelId: `${filesId}-label`, describedBy: undefined, isWrong: false }}
          value={intake.evidence}
          onChange={(evidence) => onChange({ evidence })}
        />
      </Line>
    </>
  )
}

export function Line({
  label,
  id,
  isRequired = false,
  error,
  children,
}: {
  label: string
  id: string
  isRequired?: boolean
  error?: string
  children: ReactNode
}) {
  const { t } = useWords()
  return (
    <div className="form-line">
      <label className="form-label" htmlFor={id} id={`${id}-label`}>
        {label}
        {!isRequired && <span className="form-optional">{t('ui.optional')}</span>}
      </label>
      <div>{children}</div>
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
