'use client'

import { Notice } from '@/components/feedback/notice'
import { Checkbox } from '@/components/form/inputs'
import { AreaAnswer, SelectAnswer, TextAnswer } from '@/components/setup/answer-field'
import { ChoiceAnswer } from '@/components/setup/choice-answer'
import { EnvironmentHelp, type VariableHelp } from '@/components/setup/environment-help'
import { useWizard } from '@/components/setup/wizard-context'
import { ButtonLink } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Term } from '@/components/ui/term'
import type { ExistingServers } from '@/lib/deployments/setup/setup-values'
import { RETENTION_DAYS } from '@/lib/logs/retention'
import { routes } from '@/lib/routes'

const PRESET_OPTIONS = [
  {
    value: 'aws-api-mcp-server',
    label: 'AWS API MCP Server',
    description:
      'From AWS Marketplace: free to download, one click to subscribe. It runs AWS CLI commands for your assistant.',
  },
  {
    value: 'container',
    label: 'Another MCP server',
    description:
      'Any arm64 image in Amazon ECR that serves MCP over HTTP, on 0.0.0.0:8000/mcp unless you say otherwise below.',
  },
]

const NETWORK_OPTIONS = [
  { value: 'PUBLIC', label: 'Public', description: 'Reaches AWS over the internet. Callers still have to be let in.' },
  {
    value: 'VPC',
    label: 'VPC',
    description: 'Runs in your subnets. They need a NAT gateway or endpoints for the AWS APIs.',
  },
]

const RETENTION_OPTIONS = [
  ...RETENTION_DAYS.map((days) => ({ value: String(days), label: days === 1 ? '1 day' : `${days} days` })),
  { value: 'never', label: 'For ever' },
]

type ServerStepProps = {
  /** Absent while an existing server is edited. */
  existing: ExistingServers | undefined
  regions: { value: string; label: string }[]
  variables: VariableHelp[]
  idleCost: string
}

export function ServerStep({ existing, regions, variables, idleCost }: ServerStepProps) {
  const { values } = useWizard()

  return (
    <>
      <ChoiceAnswer name="preset" label="Server" options={PRESET_OPTIONS} columns={2} />
      <TextAnswer
        name="image"
        label="Container image"
        mono
        hint="With its tag. The newest one is on the Marketplace page of the server; LATEST_VERSION is a placeholder there, not a tag. An image in a private registry must be in the server’s region."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextAnswer name="name" label="Name" mono hint="Letters, digits and underscores; AWS allows no hyphens here." />
        <TextAnswer name="region" label="Region" mono list="slipway-regions" />
        <datalist id="slipway-regions">
          {regions.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      </div>
      <TakenName existing={existing} />
      <AreaAnswer
        name="environment"
        label={
          <Term term="AWS stores these in clear and shows them to everybody who may read the runtime.">
            Environment variables
          </Term>
        }
        rows={10}
        required={false}
        hint="One NAME=value for each line, about 4 KB in all. Put no secret here."
      />
      <EnvironmentHelp variables={variables} />
      <ChoiceAnswer name="networkMode" label="Network" options={NETWORK_OPTIONS} columns={2} />
      {values.networkMode === 'VPC' ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextAnswer name="subnets" label="Subnet ids" mono hint="1 to 16, with spaces between." />
          <TextAnswer name="securityGroups" label="Security group ids" mono hint="1 to 16, with spaces between." />
        </div>
      ) : null}
      <MoreQuestions idleCost={idleCost} />
    </>
  )
}

/** A namesake is no error: a launch that was interrupted goes on with it. But it should never come as a surprise. */
function TakenName({ existing }: Pick<ServerStepProps, 'existing'>) {
  const { values } = useWizard()
  const name = values.name?.trim() ?? ''
  const namesake =
    existing?.region === values.region ? existing?.runtimes.find((runtime) => runtime.name === name) : undefined

  return namesake ? (
    <Notice
      tone="warning"
      title={`${name} exists already in ${values.region}.`}
      actions={
        <ButtonLink size="sm" href={routes.setup({ from: namesake.id })}>
          {`Edit ${name} instead`}
        </ButtonLink>
      }
    >
      <p>Going on changes that server. For another one beside it, choose another name.</p>
    </Notice>
  ) : null
}

const MORE_FIELDS = [
  'port',
  'path',
  'minimumMemoryMiB',
  'idleSeconds',
  'maxSeconds',
  'logRetentionDays',
  'description',
  'tags',
  'adoptRuntime',
]

/** Where another image serves MCP; left empty, AWS's default counts, or what the runtime has already. */
function ServerPlace() {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <TextAnswer
        name="port"
        label="Port"
        inputMode="numeric"
        placeholder="8000"
        required={false}
        hint="Where the image listens: 8000 to 12000, not 8443. Empty: as it is, or 8000."
      />
      <TextAnswer
        name="path"
        label="Path"
        mono
        placeholder="/mcp"
        required={false}
        hint="Where it serves MCP. Empty: as it is, or /mcp."
      />
      <TextAnswer
        name="minimumMemoryMiB"
        label="Minimum memory (MiB)"
        inputMode="numeric"
        required={false}
        hint="What each session needs at least. Empty: as it is, or what AWS gives."
      />
    </div>
  )
}

function MoreQuestions({ idleCost }: { idleCost: string }) {
  const { errors, values, update } = useWizard()
  const hasError = MORE_FIELDS.some((name) => errors[name])

  return (
    <Disclosure summary="Port, memory, lifecycle, log retention, description, tags and take-over" open={hasError}>
      <div className="flex flex-col gap-4">
        <ServerPlace />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextAnswer name="idleSeconds" label="Idle time-out (seconds)" inputMode="numeric" hint={idleCost} />
          <TextAnswer
            name="maxSeconds"
            label="Maximum lifetime (seconds)"
            inputMode="numeric"
            hint="A session ends after this, busy or not. 60 to 28,800."
          />
        </div>
        <SelectAnswer name="logRetentionDays" label="Keep log lines for" options={RETENTION_OPTIONS} />
        <TextAnswer name="description" label="Description" required={false} />
        <AreaAnswer name="tags" label="Tags" rows={3} required={false} hint="One key=value for each line." />
        <Checkbox
          checked={values.adoptRuntime === 'yes'}
          onChange={(event) => update({ adoptRuntime: event.target.checked ? 'yes' : '' })}
          label="Take over an existing runtime of this name"
          hint="For a runtime that Slipway did not make. The review shows what would change on it."
        />
      </div>
    </Disclosure>
  )
}
