import { Disclosure } from '@/components/ui/disclosure'

export type VariableHelp = { name: string; value: string; explanation: string }

export function EnvironmentHelp({ variables }: { variables: VariableHelp[] }) {
  return (
    <Disclosure summary="What each variable does">
      <dl className="grid gap-x-4 gap-y-2 text-table sm:grid-cols-[max-content_1fr]">
        {variables.map(({ name, value, explanation }) => (
          <div key={name} className="contents">
            <dt className="break-all font-mono">
              {name}={value}
            </dt>
            <dd className="text-muted">{explanation}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
