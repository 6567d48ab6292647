'use client'

import { useState, useTransition } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { Field } from '@/components/form/field'
import { Select, TextInput } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import type { AgentCoreRegion } from '@/lib/aws/regions'
import { switchConnectionAction } from '@/lib/connections/actions'
import type { SourceOption } from '@/lib/connections/names'
import type { Failure } from '@/lib/result'

type ConnectionFormProps = {
  options: SourceOption[]
  regions: readonly AgentCoreRegion[]
  source: string
  region: string
}

/** Chooses whose AWS this is. A profile brings its own region along; any other may be typed in. */
export function ConnectionForm({ options, regions, source: current, region: currentRegion }: ConnectionFormProps) {
  const connection = useConnectionKey()
  const [source, setSource] = useState(current)
  const [region, setRegion] = useState(currentRegion)
  const [failure, setFailure] = useState<Failure>()
  const [pending, startTransition] = useTransition()

  function choose(next: string) {
    setSource(next)
    setRegion(options.find((option) => option.source === next)?.region ?? region)
  }

  function change() {
    startTransition(async () => {
      const switched = await switchConnectionAction({ connection, source, region })

      if (switched.ok) {
        window.location.reload()
      } else {
        setFailure(switched.error)
      }
    })
  }

  return (
    <form action={change} className="flex max-w-xl flex-col gap-4">
      <Field name="source" label="Connection" required errors={failure?.fields?.source}>
        <Select
          name="source"
          value={source}
          onChange={(event) => choose(event.target.value)}
          options={options.map(({ source: value, label, detail }) => ({ value, label: `${label} (${detail})` }))}
        />
      </Field>
      <Field
        name="region"
        label="Region"
        required
        errors={failure?.fields?.region}
        hint="Choose one with AgentCore Runtime, or type any other region code."
      >
        <TextInput
          name="region"
          mono
          list="agentcore-regions"
          value={region}
          onChange={(event) => setRegion(event.target.value)}
        />
      </Field>
      <datalist id="agentcore-regions">
        {regions.map(({ name, place, isOptIn }) => (
          <option key={name} value={name}>
            {isOptIn ? `${place} (must be enabled in the account)` : place}
          </option>
        ))}
      </datalist>
      {failure ? <FailureNotice failure={failure} /> : null}
      <div>
        <Button variant="primary" type="submit" pending={pending}>
          {pending ? 'Switching…' : 'Use this connection'}
        </Button>
      </div>
    </form>
  )
}
