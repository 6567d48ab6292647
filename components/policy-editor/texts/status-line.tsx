import { SizeMeter } from '@/components/policy-editor/texts/size-meter'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { Time } from '@/components/ui/time'
import type { Finding, FindingType } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

const WORDS: Record<FindingType, [one: string, many: string]> = {
  error: ['error', 'errors'],
  'security-warning': ['security warning', 'security warnings'],
  warning: ['warning', 'warnings'],
  suggestion: ['suggestion', 'suggestions'],
}

type StatusLineProps = { document: RoleDocument; text: string; texts: Texts; findings: Finding[] }

/** Size, findings and the last save, under the text. */
export function StatusLine({ document, text, texts, findings }: StatusLineProps) {
  const inlineTexts = texts.documents.filter(({ kind }) => kind === 'inline').map((each) => texts.workingOf(each).text)
  const [last] = texts.store.readPast(document.id)

  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-table">
      <SizeMeter document={document} text={text} inlineTexts={inlineTexts} />
      <p role="status">{summary(findings)}</p>
      {last ? (
        <p className="text-muted">
          Saved here <Time at={last.at} />
        </p>
      ) : null}
    </div>
  )
}

function summary(findings: Finding[]): string {
  const parts = Object.entries(WORDS).flatMap(([type, [one, many]]) => {
    const count = findings.filter((finding) => finding.type === type).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  return parts.length === 0 ? 'No findings' : parts.join(', ')
}
