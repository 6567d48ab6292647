import { useEffect, useMemo, useState } from 'react'
import { postJson } from '@/components/policy-editor/texts/post-json'
import type { ConnectionKey } from '@/lib/aws/connection'
import type { ManagedFound } from '@/lib/policies/managed/find-managed'
import type { ManagedGlance } from '@/lib/policies/managed/managed-model'
import { searchPolicies } from '@/lib/policies/managed/search'
import type { Failure, Result } from '@/lib/result'

type PolicySearch = {
  isAsking: boolean
  own: ManagedGlance[]
  aws: ManagedGlance[]
  /** How many fit besides those shown. */
  more: number
  /** Why the account's own policies, or AWS's, are missing. */
  failures: Failure[]
}

/** The policies that fit what is typed. AWS's are searched on the server once typing pauses, the account's own here. */
export function usePolicySearch(connection: ConnectionKey, typed: string): PolicySearch {
  const question = typed.trim().slice(0, MOST_LETTERS)
  const own = useOwnPolicies(connection)
  const [known, setKnown] = useState<{ question: string; answer: Result<ManagedFound> }>()

  useEffect(() => {
    let isOver = false
    const timer = setTimeout(async () => {
      const answer = await postJson<ManagedFound>('/api/policies/managed', { connection, question })
      if (!isOver) {
        setKnown({ question, answer })
      }
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [connection, question])

  const ownFound = useMemo(() => {
    const all = own?.ok ? own.data : []
    const entries = all.map((policy) => ({ policy, name: policy.name, services: [], levels: [], rank: 0 }))
    return searchPolicies(question, entries).map(({ policy }) => policy)
  }, [own, question])
  const answers = [own, known?.answer]

  return {
    isAsking: known?.question !== question || own === undefined,
    own: ownFound.slice(0, MOST_OWN),
    aws: known?.answer.ok ? known.answer.data.policies : [],
    more: Math.max(0, ownFound.length - MOST_OWN) + (known?.answer.ok ? known.answer.data.more : 0),
    failures: answers.flatMap((answer) => (answer && !answer.ok ? [answer.error] : [])),
  }
}

const PAUSE_MS = 200
const MOST_LETTERS = 500
const MOST_OWN = 25

function useOwnPolicies(connection: ConnectionKey): Result<ManagedGlance[]> | undefined {
  const [own, setOwn] = useState<Result<ManagedGlance[]>>()

  useEffect(() => {
    let isOver = false
    postJson<ManagedGlance[]>('/api/policies/own', { connection }).then((answer) => isOver || setOwn(answer))
    return () => {
      isOver = true
    }
  }, [connection])

  return own
}
