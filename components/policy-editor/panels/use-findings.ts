'use client'

import { useDeferredValue, useMemo } from 'react'
import type { EditorMark } from '@/components/code-editor/model'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { mergeFindings } from '@/lib/policies/findings/merge'
import type { Finding, FindingType, QuickFix } from '@/lib/policies/findings/model'
import type { PolicyAccount } from '@/lib/policies/findings/view'
import { isAwsManaged, type RoleDocument } from '@/lib/roles/document'

type Wanted = { document: RoleDocument; text: string; catalogue: Catalogue; account: PolicyAccount }

/** Our findings of the text, with AWS's of exactly the same text merged in. Typing is never held up by them. */
export function useFindings(wanted: Wanted, fromAws: { text: string; findings: Finding[] } | null): Finding[] {
  const { document, catalogue, account } = wanted
  const text = useDeferredValue(wanted.text)
  const kind = document.kind === 'trust' ? 'trust' : 'identity'

  const isAws = isAwsManaged(document.arn)

  return useMemo(() => {
    // Of a text that nobody could read there is nothing to say.
    if (document.text === null && text === '') {
      return []
    }
    const own = checkPolicy(text, { kind, catalogue, account })
    const all = fromAws?.text === text ? mergeFindings(own, fromAws.findings) : own
    return isAws ? all.filter(({ code }) => !code.includes('_SIZE_EXCEEDS_')) : all
  }, [document.text, text, kind, catalogue, account, fromAws, isAws])
}

const SEVERITIES: Record<FindingType, EditorMark['severity']> = {
  error: 'error',
  'security-warning': 'error',
  warning: 'warning',
  suggestion: 'info',
}

export function marksOf(findings: Finding[], onFix: ((fix: QuickFix) => void) | undefined): EditorMark[] {
  return findings.slice(0, MARKED).map(({ type, message, offset, length, fixes }) => ({
    from: offset,
    to: offset + length,
    severity: SEVERITIES[type],
    message,
    actions: onFix ? fixes.map((fix) => ({ title: fix.title, run: () => onFix(fix) })) : [],
  }))
}

const MARKED = 300
