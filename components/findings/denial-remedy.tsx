'use client'

import { useState } from 'react'
import { RemedyLink } from '@/components/feedback/failure-notice'
import { type PermissionDialogProps, PermissionForm } from '@/components/findings/permission-form'
import { useSubject } from '@/components/findings/subject'
import { Button, ButtonLink } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Dialog } from '@/components/ui/dialog'
import type { Denial } from '@/lib/policies/denial/denial'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { routes } from '@/lib/routes'
import { type DenialOffer, denialOffer } from '@/lib/troubles/denial-offer'
import type { Place, RemedyAction } from '@/lib/troubles/model'
import { remedyLink, type Subject } from '@/lib/troubles/remedies'
import { type LineOrigin, originWords } from '@/lib/troubles/text/origin'

type DenialRemedyProps = {
  denial: Denial
  origin: LineOrigin | undefined
  place: Place
  action: RemedyAction | undefined
}

/** The smallest statement that answers the denial, or why none is offered, and where the denial was read. */
export function DenialRemedy({ denial, place, origin, action }: DenialRemedyProps) {
  const subject = useSubject()
  const offer = denialOffer(denial, subject, place)

  return (
    <>
      <Offer offer={offer} />
      {origin ? <p className="min-w-0 break-words text-muted text-table">{originWords(origin)}</p> : null}
      <Ways offer={offer} action={action} subject={subject} />
    </>
  )
}

function Offer({ offer }: { offer: DenialOffer }) {
  if (offer.kind === 'cannot') {
    return null
  }
  if (offer.kind === 'held') {
    return (
      <p className="min-w-0 break-words">
        {`Slipway proposes no statement here. ${offer.reason} If the server should have it, write it in the role's editor.`}
      </p>
    )
  }
  return (
    <>
      <CodeBlock
        code={JSON.stringify(plain(offer.statement), null, 2)}
        language="json"
        filename={offer.kind === 'hand-over' ? `For ${offer.to}` : 'Proposed statement'}
      />
      <p className="min-w-0 break-words text-muted text-table">{offer.note}</p>
    </>
  )
}

type WaysProps = { offer: DenialOffer; action: RemedyAction | undefined; subject: Subject }

function Ways({ offer, action, subject }: WaysProps) {
  const [isOpen, setOpen] = useState(false)

  if (offer.kind === 'statement') {
    const { statement, roleName } = offer
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => setOpen(true)}>
          Add the permission
        </Button>
        {/* A pasted text goes nowhere by itself: only a click sends its resource. */}
        <ButtonLink size="sm" variant="ghost" prefetch={false} href={editorHref(roleName, statement)}>
          Look at it in the editor
        </ButtonLink>
        <PermissionDialog open={isOpen} onClose={() => setOpen(false)} roleName={roleName} statement={statement} />
      </div>
    )
  }
  const roleName = 'roleName' in offer ? offer.roleName : undefined
  const link = roleName && action ? remedyLink(action, { ...subject, roleName }) : undefined
  return link ? <RemedyLink {...link} /> : null
}

function editorHref(roleName: string, { Action, Resource }: PolicyStatement) {
  return routes.roleProposing(roleName, Action?.[0] ?? '', Resource?.[0] ?? '*')
}

/** Lists of one as the value itself, which is how people write policies. */
function plain(statement: object): object {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length === 1 ? value[0] : value,
    ]),
  )
}

/** Shows what a statement would change in a policy of the role, and changes it. */
function PermissionDialog(props: PermissionDialogProps) {
  const { open, onClose, roleName } = props

  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="lg"
      title={`Add the permission to ${roleName}`}
      description="The server’s next command can use it; nothing is launched again."
    >
      <PermissionForm {...props} />
    </Dialog>
  )
}
