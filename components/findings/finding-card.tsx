'use client'

import type { Route } from 'next'
import { useState } from 'react'
import { CitedLines } from '@/components/findings/cited-lines'
import { DenialRemedy } from '@/components/findings/denial-remedy'
import { type PermissionActions, PermissionDialog } from '@/components/findings/permission-dialog'
import { SeverityBadge } from '@/components/findings/severity'
import { Button, ButtonLink } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { CitedLine, Finding } from '@/lib/logs/diagnose/model'
import { remedyLink, type Subject } from '@/lib/logs/diagnose/remedies'
import type { PolicyStatement } from '@/lib/policies/document'
import { proposeStatement } from '@/lib/policies/propose-statement'
import { routes } from '@/lib/routes'

export type FindingContext = {
  /** What the log belongs to, as far as it is known. */
  subject?: Subject | undefined
  /** Reads and changes the role's policies; without them the remedy of a denial is a link to the role. */
  permissions?: PermissionActions | undefined
  /** Goes to a cited line. Without it, `textOf` says what the line is. */
  onShowLine?: (line: CitedLine) => void
  /** Text of a cited line, for what has no list of lines below. */
  textOf?: (line: CitedLine) => string
}

/** One cause: what, why, since when, what to do about it, and the lines that say so. */
export function FindingCard({
  finding,
  subject = {},
  permissions,
  onShowLine,
  textOf,
}: FindingContext & { finding: Finding }) {
  const { title, severity, count, firstAt, lastAt, cause, remedy, denial, source, lines } = finding

  return (
    <li className="flex min-w-0 flex-col gap-1.5 py-2.5 first:pt-0.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={severity} />
        <h3 className="min-w-0 break-words font-medium">{title}</h3>
        {onShowLine ? <Seen count={count} firstAt={firstAt} lastAt={lastAt} /> : null}
      </div>
      <p className="min-w-0 break-words text-muted">{cause}</p>
      <p className="min-w-0 break-words">{remedy}</p>
      {denial ? <DenialRemedy denial={denial} /> : null}
      <CitedLines lines={lines} onShowLine={onShowLine} textOf={textOf} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pt-0.5">
        <Remedy finding={finding} subject={subject} permissions={permissions} />
        <a href={source.href} target="_blank" rel="noreferrer" className="rounded text-muted text-table underline">
          {source.label}
        </a>
      </div>
    </li>
  )
}

function Seen({ count, firstAt, lastAt }: Pick<Finding, 'count' | 'firstAt' | 'lastAt'>) {
  return (
    <span className="text-muted text-table">
      {count === 1 ? 'once, ' : `${count.toLocaleString('en')} times, first `}
      <Time at={new Date(firstAt).toISOString()} />
      {count === 1 ? null : (
        <>
          , last <Time at={new Date(lastAt).toISOString()} />
        </>
      )}
    </span>
  )
}

type RemedyProps = { finding: Finding; subject: Subject; permissions: PermissionActions | undefined }

function Remedy({ finding: { action, denial }, subject, permissions }: RemedyProps) {
  const [isOpen, setOpen] = useState(false)
  const roleName = subject.roleName ?? roleOf(denial?.principal)
  const proposal = denial && proposeStatement(denial)
  const link = action && remedyLink(action, roleName ? { ...subject, roleName } : subject)

  if (permissions && roleName && action?.type === 'add-permission' && proposal && 'statement' in proposal) {
    return (
      <>
        <Button size="sm" onClick={() => setOpen(true)}>
          Add the permission
        </Button>
        {/* A pasted text goes nowhere by itself: only a click sends its resource. */}
        <ButtonLink size="sm" variant="ghost" prefetch={false} href={editorHref(roleName, proposal.statement)}>
          Look at it in the editor
        </ButtonLink>
        <PermissionDialog
          open={isOpen}
          onClose={() => setOpen(false)}
          roleName={roleName}
          statement={proposal.statement}
          actions={permissions}
        />
      </>
    )
  }
  return link ? (
    <ButtonLink size="sm" href={link.href}>
      {link.label}
    </ButtonLink>
  ) : null
}

function editorHref(roleName: string, { Action, Resource }: PolicyStatement): Route {
  return routes.roleProposing(roleName, Action?.[0] ?? '', Resource?.[0] ?? '*')
}

/** `arn:aws:sts::111122223333:assumed-role/NAME/session` → `NAME`. */
function roleOf(principal: string | undefined): string | undefined {
  return /:assumed-role\/([\w+=,.@-]+)\//.exec(principal ?? '')?.[1]
}
