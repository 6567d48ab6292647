'use client'

import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { CodeBlock } from '@/components/ui/code-block'
import type { Change } from '@/lib/deployments/model'
import type { Json } from '@/lib/json'

const VERBS = {
  create: { label: 'Create', tone: 'success' },
  update: { label: 'Update', tone: 'info' },
  adopt: { label: 'Adopt', tone: 'neutral' },
  delete: { label: 'Delete', tone: 'danger' },
  none: { label: 'No change', tone: 'neutral' },
} as const

type ChangeRowProps = {
  change: Change
  status?: ReactNode
  /** What AWS or Slipway waits for; stands where the call is named, so that the row keeps its height. */
  waitingFor?: string | undefined
}

/** One change as a line: what happens to which object, and by which call. It opens to why, and to the exact JSON. */
export function ChangeRow({ change, status, waitingFor }: ChangeRowProps) {
  const { verb, title, why, before, after } = change
  const { label, tone } = VERBS[verb]

  return (
    <li className="min-w-0 border-b last:border-b-0">
      <details className="group/row min-w-0">
        <summary className="flex min-h-9 list-none flex-wrap items-center gap-x-2.5 rounded px-3 hover:bg-raised/60 max-sm:py-1.5 [&::-webkit-details-marker]:hidden">
          <span className="flex w-19 shrink-0 [&>span]:w-full [&>span]:justify-center">
            <Badge tone={tone}>{label}</Badge>
          </span>
          <span className="min-w-0 flex-1 font-medium sm:truncate">{title}</span>
          <span className="flex min-w-0 items-center justify-between gap-x-4 text-table max-sm:basis-full sm:max-w-[62%]">
            <Detail change={change} waitingFor={waitingFor} />
            {status ? <span className="shrink-0 sm:min-w-32">{status}</span> : null}
          </span>
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-muted transition-transform duration-150 group-open/row:rotate-90 max-sm:hidden"
          />
        </summary>
        <div className="flex min-w-0 flex-col gap-2 px-3 pt-1 pb-3">
          <p className="break-words text-muted text-table">{why}</p>
          {before === null && after === null ? null : <Documents before={before} after={after} />}
        </div>
      </details>
    </li>
  )
}

function Detail({ change: { verb, operation }, waitingFor }: Pick<ChangeRowProps, 'change' | 'waitingFor'>) {
  if (waitingFor) {
    return <span className="min-w-0 text-info sm:truncate">{waitingFor}</span>
  }
  return operation ? (
    <span className="min-w-0 truncate font-mono text-muted">{operation}</span>
  ) : (
    <span className="min-w-0 truncate text-muted">
      {verb === 'none' || verb === 'adopt' ? 'As it is' : 'AWS does this by itself'}
    </span>
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
