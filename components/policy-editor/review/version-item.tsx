'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { toast } from '@/components/feedback/toast'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import type { Failure } from '@/lib/result'
import { setDefaultVersionAction } from '@/lib/roles/actions'
import type { PolicyVersion } from '@/lib/roles/managed-versions'

type VersionItemProps = {
  subject: RoleSubject
  arn: string
  version: PolicyVersion
  /** Id of the default version. */
  current: string
  onChosen: () => void
  onRestore: (text: string) => void
}

export function VersionItem({ subject, arn, version, current, onChosen, onRestore }: VersionItemProps) {
  const { id, isDefault, createdAt, text } = version
  const [failure, choose] = useActionState(async (_: Failure | null, form: FormData) => {
    const reason = String(form.get('reason') ?? '')
    const result = await setDefaultVersionAction({
      connection: subject.connection,
      arn,
      versionId: id,
      current,
      reason,
    })

    if (!result.ok) {
      return result.error
    }
    if (result.data.state === 'changed-elsewhere') {
      return CHANGED
    }
    toast('success', `${id} is the default version now.`)
    onChosen()
    return null
  }, null)
  const reasonErrors = failure?.fields?.reason

  return (
    <li className="flex flex-col gap-2 border-b pb-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium font-mono">{id}</span>
        {isDefault ? <Badge>default</Badge> : null}
        <span className="mr-auto text-muted">
          made <Time at={createdAt} />
        </span>
        {isDefault ? null : (
          <Button size="sm" onClick={() => onRestore(text)}>
            Put {id} into the editor
          </Button>
        )}
      </div>
      <Disclosure summary={`Show ${id}`}>
        <CodeBlock code={text} language="json" />
      </Disclosure>
      {isDefault || !subject.canWrite ? null : (
        <form action={choose} className="flex flex-wrap items-end gap-2">
          {reasonErrors ? (
            <Field label={`Why does it need what ${id} allows?`} name={`reason-${id}`} required errors={reasonErrors}>
              <TextInput name="reason" maxLength={500} required />
            </Field>
          ) : null}
          <SubmitButton size="sm" variant="secondary" pendingLabel="Changing…">
            Make {id} the default
          </SubmitButton>
        </form>
      )}
      {failure ? <FailureNotice failure={failure} /> : null}
    </li>
  )
}

const CHANGED: Failure = {
  code: 'conflict',
  message: 'The versions were changed in IAM since this list was read.',
  remedy: 'Close the list and open it again.',
}
