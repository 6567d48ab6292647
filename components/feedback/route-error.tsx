'use client'

import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

type RouteErrorProps = {
  error: unknown
  retry: () => void
  title?: string
}

/** Shown in place of a part that failed unexpectedly; the rest of the page stays usable. */
export function RouteError({ error, retry, title = 'This page could not be shown' }: RouteErrorProps) {
  const [pending, startTransition] = useTransition()
  const digest = digestOf(error)

  return (
    <div role="alert" className="mx-auto flex w-full max-w-xl flex-col items-start gap-3 px-6 py-16">
      <h1 className="font-semibold text-title">{title}</h1>
      <p className="text-muted">
        Slipway had an error of its own. The error changed nothing in AWS. Try again; if it happens every time, the
        terminal where Slipway runs says more.
      </p>
      {digest ? (
        <p className="text-muted text-table">
          Look there for <code className="font-mono text-text">{digest}</code>
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} onClick={() => startTransition(retry)}>
          Try again
        </Button>
        <Button onClick={() => window.location.reload()}>Reload everything</Button>
      </div>
    </div>
  )
}

function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) {
    return undefined
  }
  return typeof error.digest === 'string' ? error.digest : undefined
}
