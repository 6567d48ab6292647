import type { Dispatch, SetStateAction } from 'react'
import { type Attaching, AttachPolicy } from '@/components/policy-editor/texts/attach-policy'
import { NewPolicyDialog } from '@/components/policy-editor/texts/new-policy-dialog'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts } from '@/components/policy-editor/texts/use-texts'

/** Which of the two ways to a further policy stands open. */
export type Adding = { way: 'attach'; attaching: Attaching } | { way: 'write' } | null

type AddingDialogsProps = {
  subject: RoleSubject
  texts: Texts
  adding: Adding
  onAdding: Dispatch<SetStateAction<Adding>>
  /** A new text is there, by its document's id. */
  onWritten: (id: string) => void
}

/** The dialogs that give a role one more policy: a managed one, or a text of its own. One leads to the other. */
export function AddingDialogs({ subject, texts, adding, onAdding, onWritten }: AddingDialogsProps) {
  return (
    <>
      <AttachPolicy
        subject={subject}
        attaching={adding?.way === 'attach' ? adding.attaching : null}
        taken={texts.documents.flatMap(({ kind, arn }) => (kind === 'managed' && arn ? [arn] : []))}
        onClose={() => onAdding(without('attach'))}
        onScoped={() => onAdding({ way: 'write' })}
      />
      <NewPolicyDialog
        open={adding?.way === 'write'}
        names={texts.documents.filter(({ kind }) => kind === 'inline').map(({ name }) => name)}
        region={subject.account.region}
        accountId={subject.account.accountId}
        onClose={() => onAdding(without('write'))}
        onCreate={(made) => {
          texts.rebase(made, null, made.text ?? '')
          onWritten(made.id)
        }}
      />
    </>
  )
}

/** A dialog says that it has closed a moment later, when the other one may be open already. */
function without(way: NonNullable<Adding>['way']) {
  return (adding: Adding): Adding => (adding?.way === way ? null : adding)
}
