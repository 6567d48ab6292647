import type { Route } from 'next'
import Link from 'next/link'
import { Notice } from '@/components/feedback/notice'
import { COMPARISON, SUCCESSOR } from '@/lib/clients/successor'

/** When to move to the server that AWS runs, and when not. */
export function ManagedServer({ move }: { move?: Route | undefined }) {
  return (
    <Notice tone="info" title={`The ${SUCCESSOR.name} is run by AWS itself, and succeeds the one in this runtime.`}>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Reasons title="Reasons to move" reasons={COMPARISON.move} />
        <Reasons title="Reasons to stay" reasons={COMPARISON.stay} />
      </div>
      <p>{COMPARISON.both}</p>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {move === undefined ? null : (
          <Link className="text-accent underline underline-offset-4" href={move}>
            Compare the two, and move
          </Link>
        )}
        <OutLink href={SUCCESSOR.docsUrl}>{`${SUCCESSOR.name} documentation`}</OutLink>
        <OutLink href={SUCCESSOR.endpointsUrl}>Its endpoints, by region</OutLink>
      </p>
    </Notice>
  )
}

function Reasons({ title, reasons }: { title: string; reasons: readonly string[] }) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  )
}

function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <a className="text-accent underline underline-offset-4" href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
