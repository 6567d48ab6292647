'use client'

import { clsx } from 'clsx'
import { Notice } from '@/components/feedback/notice'
import { Answer } from '@/components/setup/answer-field'
import { AnswersEstimate } from '@/components/setup/answers-estimate'
import { EnvironmentHelp, type VariableHelp } from '@/components/setup/environment-help'
import { useWizard } from '@/components/setup/wizard-context'
import { Button, ButtonLink } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { FIELD_NAMES, FIELDS } from '@/lib/deployments/setup/form-fields'
import type { ExistingServers } from '@/lib/deployments/setup/setup-values'
import { freeName } from '@/lib/deployments/spec/names'
import { routes } from '@/lib/routes'

type ServerStepProps = {
  /** Absent while an existing server is edited. */
  existing: ExistingServers | undefined
  regions: { value: string; label: string }[]
  variables: VariableHelp[]
}

export function ServerStep({ existing, regions, variables }: ServerStepProps) {
  const { values } = useWizard()

  return (
    <>
      <Answer name="preset" />
      <Answer name="image" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Answer name="name" />
        <Answer name="region" list="slipway-regions" />
        <datalist id="slipway-regions">
          {regions.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      </div>
      <TakenName existing={existing} />
      <OtherRegion existing={existing} regions={regions} />
      <Answer name="environment" />
      <EnvironmentHelp variables={variables} />
      <Answer name="networkMode" />
      {values.networkMode === 'VPC' ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Answer name="subnets" />
          <Answer name="securityGroups" />
        </div>
      ) : null}
      <MoreQuestions />
    </>
  )
}

/** A namesake is no error: a launch that was interrupted goes on with it. But it should never come as a surprise. */
function TakenName({ existing }: Pick<ServerStepProps, 'existing'>) {
  const { values, update } = useWizard()
  const name = values.name?.trim() ?? ''
  const namesake =
    existing?.region === values.region ? existing?.runtimes.find((runtime) => runtime.name === name) : undefined

  if (!existing || !namesake) {
    return null
  }
  const free = freeName(
    name,
    existing.runtimes.map((runtime) => runtime.name),
  )
  return (
    <Notice
      tone="warning"
      title={`${name} exists already in ${values.region}.`}
      actions={
        <>
          <Button size="sm" onClick={() => update({ name: free })}>
            {`Use the name ${free}`}
          </Button>
          <ButtonLink size="sm" href={routes.setup({ from: namesake.id })}>
            {`Edit ${name} instead`}
          </ButtonLink>
        </>
      }
    >
      <p>Going on changes that server. For another one beside it, choose another name.</p>
    </Notice>
  )
}

/** An earlier draft may name a region that is not the connection's: that may be meant, so it is said, not changed. */
function OtherRegion({ existing, regions }: Pick<ServerStepProps, 'existing' | 'regions'>) {
  const { values, update } = useWizard()
  const chosen = values.region?.trim() ?? ''

  // Half a name that is being typed is no other region yet.
  return existing && regions.some(({ value }) => value === chosen) && chosen !== existing.region ? (
    <Notice
      tone="info"
      title={`Your connection is in ${existing.region}, this server goes to ${chosen}.`}
      actions={
        <Button size="sm" onClick={() => update({ region: existing.region })}>
          {`Use ${existing.region}`}
        </Button>
      }
    />
  ) : null
}

const MORE_FIELDS = FIELD_NAMES.filter((name) => FIELDS[name].more !== undefined)

/** The fields of the folded part, those of one row together. */
const MORE_ROWS = [...new Set(MORE_FIELDS.map((name) => FIELDS[name].more))].map((row) => ({
  row,
  names: MORE_FIELDS.filter((name) => FIELDS[name].more === row),
}))

function MoreQuestions() {
  const { errors, values } = useWizard()
  const hasError = MORE_FIELDS.some((name) => errors[name])

  return (
    <Disclosure summary="Port, memory, lifecycle, log retention, description, tags and take-over" open={hasError}>
      <div className="flex flex-col gap-4">
        {MORE_ROWS.map(({ row, names }) => (
          <div
            key={row}
            className={clsx(
              'grid gap-4',
              (names.length === 2 || row === 'use') && 'sm:grid-cols-2',
              names.length > 2 && 'sm:grid-cols-3',
            )}
          >
            {names.map((name) => (
              <Answer key={name} name={name} />
            ))}
            {row === 'use' ? <AnswersEstimate values={values} /> : null}
          </div>
        ))}
      </div>
    </Disclosure>
  )
}
