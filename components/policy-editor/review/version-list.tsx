'use client'

import { useEffect, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { VersionItem } from '@/components/policy-editor/review/version-item'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { Skeleton } from '@/components/ui/skeleton'
import type { Failure, Result } from '@/lib/result'
import { policyVersionsAction } from '@/lib/roles/actions'
import type { PolicyVersion } from '@/lib/roles/managed-versions'

type VersionListProps = { subject: RoleSubject; arn: string; onChosen: () => void; onRestore: (text: string) => void }

/** The versions that IAM keeps of a managed policy; another one can be made the default. */
export function VersionList({ subject, arn, onChosen, onRestore }: VersionListProps) {
  const [answer, setAnswer] = useState<Result<PolicyVersion[]> | null>(null)
  const { connection } = subject

  useEffect(() => {
    let isCurrent = true
    policyVersionsAction({ connection, arn }).then(
      (result) => isCurrent && setAnswer(result),
      () => isCurrent && setAnswer({ ok: false, error: UNREACHABLE }),
    )
    return () => {
      isCurrent = false
    }
  }, [connection, arn])

  if (answer === null) {
    return <Skeleton className="h-24 w-full" />
  }
  if (!answer.ok) {
    return <FailureNotice failure={answer.error} />
  }
  const current = answer.data.find(({ isDefault }) => isDefault)?.id ?? ''

  return (
    <ul className="flex flex-col gap-3">
      {answer.data.map((version) => (
        <VersionItem
          key={version.id}
          subject={subject}
          arn={arn}
          version={version}
          current={current}
          onChosen={onChosen}
          onRestore={onRestore}
        />
      ))}
    </ul>
  )
}

const UNREACHABLE: Failure = {
  code: 'unavailable',
  message: 'Slipway does not answer.',
  remedy: 'Check that it is still running, then open this again.',
}
