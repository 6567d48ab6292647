import { useEffect, useState } from 'react'
import { postJson } from '@/components/policy-editor/texts/post-json'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { Button } from '@/components/ui/button'
import { knownPolicy, lesserPolicy } from '@/lib/policies/risk/known-policies'
import type { Result } from '@/lib/result'
import type { AttachableOutlook } from '@/lib/roles/outlook'

type AttachableProps = {
  subject: RoleSubject
  arn: string
  onChoose: (arn: string) => void
  onScoped: () => void
}

/** What the role would gain by a policy, from its own text, and the ways to grant less. It keeps its height meanwhile. */
export function Attachable({ subject, arn, onChoose, onScoped }: AttachableProps) {
  const answer = useOutlook(subject, arn)
  const less = knownPolicy(arn)?.less
  const lesser = lesserPolicy(arn)

  return (
    <div className="flex min-h-24 flex-col gap-2">
      <div role="status" className="flex flex-col gap-1">
        {answer === undefined ? null : <Outlook answer={answer} name={arn.slice(arn.lastIndexOf('/') + 1)} />}
      </div>
      <div className="flex flex-wrap gap-2">
        {less && lesser ? (
          <Button size="sm" onClick={() => onChoose(lesser)}>
            Use {less.name} instead
          </Button>
        ) : null}
        <Button size="sm" onClick={onScoped}>
          Write a scoped policy
        </Button>
      </div>
    </div>
  )
}

type Answer = 'asking' | Result<AttachableOutlook | null>

function Outlook({ answer, name }: { answer: Answer; name: string }) {
  if (answer === 'asking') {
    return <p className="text-muted">Reading {name}…</p>
  }
  if (!answer.ok) {
    return <p className="text-muted">{answer.error.message}</p>
  }
  if (answer.data === null) {
    return <p className="text-warning">Slipway has no document of this policy, so it can’t say what would be gained.</p>
  }
  const { verdict, gains } = answer.data
  return (
    <>
      <p className="text-pretty font-medium">
        {name}: {verdict}
      </p>
      {gains.length === 0 ? (
        <p className="text-muted">The role gains nothing risky that it doesn’t have already.</p>
      ) : (
        <>
          <p>The role gains:</p>
          <ul className="list-disc pl-5 text-table">
            {gains.map((gain) => (
              <li key={gain} className="break-words">
                {gain}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Asked once typing pauses; `undefined` while there is no ARN. */
function useOutlook({ connection, name: roleName }: RoleSubject, arn: string): Answer | undefined {
  const [known, setKnown] = useState<{ arn: string; answer: Result<AttachableOutlook | null> }>()
  const isArn = ARN.test(arn)

  useEffect(() => {
    if (!isArn) {
      return
    }
    let isOver = false
    const timer = setTimeout(async () => {
      const answer = await postJson<AttachableOutlook | null>('/api/policies/attachable', { connection, roleName, arn })
      if (!isOver) {
        setKnown({ arn, answer })
      }
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [connection, roleName, arn, isArn])

  if (!isArn) {
    return undefined
  }
  return known?.arn === arn ? known.answer : 'asking'
}

const ARN = /^arn:[\w-]+:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/
const PAUSE_MS = 300
