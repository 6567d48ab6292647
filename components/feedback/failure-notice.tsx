import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Notice } from '@/components/feedback/notice'
import { ReloadButton } from '@/components/feedback/reload-button'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { Identifier } from '@/components/ui/identifier'
import type { Failure } from '@/lib/result'

type FailureNoticeProps = {
  failure: Failure
  /** A button that tries again, when trying again can help. */
  retry?: ReactNode
}

/** A door, not a wall: what happened, what to do next, and the other side's own words for those who want them. */
export function FailureNotice({ failure, retry }: FailureNoticeProps) {
  const { message, remedy, command, details, requestId } = failure

  return (
    <Notice tone="danger" live="alert" title={message} actions={doors(failure, retry)}>
      {remedy ? <p>{remedy}</p> : null}
      {command ? <Command command={command} /> : null}
      {details || requestId ? (
        <Disclosure summary="Details">
          {details ? <p className="whitespace-pre-wrap break-words font-mono text-table">{details}</p> : null}
          {requestId ? (
            <p className="text-table">
              Request id <Identifier value={requestId} label="request id" />
            </p>
          ) : null}
        </Disclosure>
      ) : null}
    </Notice>
  )
}

function doors({ code, link }: Failure, retry: ReactNode): ReactNode {
  const reload = code === 'connection-changed' ? <ReloadButton /> : null

  return retry || link || reload ? (
    <>
      {retry}
      {reload}
      {link ? <RemedyLink {...link} /> : null}
    </>
  ) : null
}

/** Where a remedy is: in Slipway, or on the web in a tab of its own. */
export function RemedyLink({ label, href, newTab = false }: NonNullable<Failure['link']>) {
  if (newTab || !href.startsWith('/')) {
    return (
      <a href={href} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
        {label}
      </a>
    )
  }
  return (
    <ButtonLink size="sm" href={href as Route}>
      {label}
    </ButtonLink>
  )
}

/** A command to copy into a terminal. */
export function Command({ command }: { command: string }) {
  return (
    <p className="flex w-fit max-w-full items-center gap-2 rounded-md border bg-surface py-1 pr-1 pl-2.5">
      <code className="min-w-0 break-all font-mono text-table">{command}</code>
      <CopyButton value={command} label="command" />
    </p>
  )
}
