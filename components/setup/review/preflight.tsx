import { Notice } from '@/components/feedback/notice'
import type { PreflightCheck } from '@/components/setup/review/use-plan'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'

const STATES = {
  ok: { tone: 'success', label: 'Ready' },
  warning: { tone: 'warning', label: 'Look at this' },
  failed: { tone: 'danger', label: 'Missing' },
  unknown: { tone: 'neutral', label: 'Can’t be proven' },
} as const

type PreflightProps = { checks: PreflightCheck[]; missingPolicy: string | null }

/** What was checked before the first write. What is in order is only counted, and opens. */
export function Preflight({ checks, missingPolicy }: PreflightProps) {
  const fine = checks.filter(({ state }) => state === 'ok')
  const others = checks.filter(({ state }) => state !== 'ok')

  return (
    <section aria-labelledby="preflight" className="flex min-w-0 flex-col gap-2">
      <h2 id="preflight" className="font-semibold text-base">
        Checked beforehand
      </h2>
      {others.length > 0 ? <Checks checks={others} /> : null}
      {missingPolicy ? (
        <Notice tone="warning" title="Your AWS identity lacks permissions for this plan">
          <p>Hand this policy to an administrator of the account. It has just what is missing.</p>
          <Disclosure summary="Policy to hand over">
            <CodeBlock language="JSON" filename="slipway-operator.json" code={missingPolicy} />
          </Disclosure>
        </Notice>
      ) : null}
      {fine.length > 0 ? (
        <Disclosure summary={<Status tone="success" label={`${fine.length} of ${checks.length} ready`} />}>
          <Checks checks={fine} />
        </Disclosure>
      ) : null}
    </section>
  )
}

function Checks({ checks }: { checks: PreflightCheck[] }) {
  return (
    <ul className="rounded-lg border bg-surface">
      {checks.map(({ id, label, state, detail }) => (
        <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b px-3 py-2 last:border-b-0">
          <div className="min-w-0 flex-1 basis-56">
            <p>{label}</p>
            {detail ? <p className="break-words text-muted text-table">{detail}</p> : null}
          </div>
          <Status tone={STATES[state].tone} label={STATES[state].label} />
        </li>
      ))}
    </ul>
  )
}
