'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import type { Change } from '@/lib/deployments/model'
import type { Json } from '@/lib/json'

const VERBS = {
  create: { label: 'Create', tone: 'success' },
  update: { label: 'Update', tone: 'info' },
  adopt: { label: 'Adopt', tone: 'neutral' },
  delete: { label: 'Delete', tone: 'danger' },
  none: { label: 'No change', tone: 'neutral' },
} as const

type ChangeRowProps = { change: Change; status?: ReactNode; waitingFor?: string | undefined }

/** One resource of the plan: what happens to it, why, and the exact JSON behind it. */
export function ChangeRow({ change, status, waitingFor }: ChangeRowProps) {
  const { verb, title, why, operation } = change
  const { label, tone } = VERBS[verb]

  return (
    <li className="flex min-w-0 flex-col gap-1 border-b px-3 py-2.5 last:border-b-0">
      <div className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1">
        <Badge tone={tone}>{label}</Badge>
        <div className="min-w-0 flex-1 basis-56">
          <p className="break-words font-medium">{title}</p>
          <p className="text-muted text-table">{why}</p>
          {waitingFor && waitingFor !== why ? <p className="text-info text-table">{waitingFor}</p> : null}
        </div>
        {status}
      </div>
      {change.before === null && change.after === null ? null : (
        <Disclosure
          summary={
            <span className="text-muted text-table">
              {operation ?? (verb === 'none' || verb === 'adopt' ? 'As it is' : 'AWS does this by itself')}
            </span>
          }
        >
          <Documents before={change.before} after={change.after} />
        </Disclosure>
      )}
    </li>
  )
}

function Documents({ before, after }: { before: Json; after: Json }) {
  const isChange = before !== null && after !== null && JSON.stringify(before) !== JSON.stringify(after)

  return (
    <div className="grid min-w-0 gap-3 lg:grid-cols-2">
      {isChange ? <CodeBlock language="JSON, now" code={pretty(before)} /> : null}
      <div className={isChange ? 'min-w-0' : 'min-w-0 lg:col-span-2'}>
        <CodeBlock language={isChange ? 'JSON, afterwards' : 'JSON'} code={pretty(after ?? before)} />
      </div>
    </div>
  )
}

function pretty(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
