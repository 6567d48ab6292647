import type { RefObject } from 'react'
import { CodeEditor } from '@/components/code-editor/code-editor'
import type { CompletionSource, EditorHandle } from '@/components/code-editor/model'
import { browserCatalogue } from '@/components/policies/browser-catalogue'
import type { DenialState } from '@/components/policy-editor/panels/use-denial'
import { marksOf } from '@/components/policy-editor/panels/use-findings'
import { EditorBar } from '@/components/policy-editor/texts/editor-bar'
import { EditorNotices } from '@/components/policy-editor/texts/editor-notices'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { Time } from '@/components/ui/time'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { completionsAt } from '@/lib/policies/completion/complete'
import { documentMeter, inlineMeter } from '@/lib/policies/document/size-meter'
import type { Finding, FindingType, QuickFix } from '@/lib/policies/findings/model'
import type { PolicyAccount } from '@/lib/policies/findings/view'
import { isAwsManaged, type RoleDocument } from '@/lib/roles/document'

type EditorPaneProps = {
  subject: RoleSubject
  document: RoleDocument
  texts: Texts
  editor: RefObject<EditorHandle | null>
  catalogue: Catalogue
  catalogueFailed: boolean
  findings: Finding[]
  /** Absent where the document can't be edited. */
  onFix: ((fix: QuickFix) => void) | undefined
  denial: DenialState
}

/** The open document: what to know, what can be done, the text, and its size. */
export function EditorPane({ subject, document, texts, editor, catalogue, findings, onFix, ...rest }: EditorPaneProps) {
  const working = texts.workingOf(document)

  return (
    <>
      <div className="min-w-0 min-[900px]:col-span-2">
        <EditorBar
          subject={subject}
          document={document}
          working={working}
          texts={texts}
          editor={editor}
          catalogue={catalogue}
          findings={findings}
          denial={rest.denial}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <EditorNotices document={document} working={working} texts={texts} catalogueFailed={rest.catalogueFailed} />
        <div className="h-[min(34rem,60dvh)] min-h-64 overflow-hidden rounded-lg border bg-surface">
          <CodeEditor
            key={document.id}
            label={`${document.name}, JSON`}
            text={working.text}
            readOnly={!(document.isEditable && subject.canWrite)}
            onChange={(text) => text !== working.text && texts.edit(document, text)}
            marks={marksOf(findings, onFix)}
            complete={completionSource(document, subject.account)}
            handle={editor}
          />
        </div>
        <StatusLine document={document} text={working.text} texts={texts} findings={findings} />
      </div>
    </>
  )
}

/** Completions for a document; a service that is typed for the first time is fetched meanwhile. */
function completionSource({ kind }: RoleDocument, account: PolicyAccount): CompletionSource {
  return async (text, offset) => {
    try {
      const catalogue = await browserCatalogue(servicesBefore(text, offset))
      return completionsAt(text, offset, { kind: kind === 'trust' ? 'trust' : 'identity', catalogue, account })
    } catch {
      // Without the catalogue there is nothing to offer; the page says so elsewhere.
      return null
    }
  }
}

/** The service that is being typed, and those that the nearest lines name. */
function servicesBefore(text: string, offset: number): string[] {
  const near = text.slice(Math.max(0, offset - 4000), offset + 1000)
  return [...near.matchAll(/"([a-z0-9-]{1,64}):/g)].map(([, prefix = '']) => prefix)
}

const WORDS: Record<FindingType, [one: string, many: string]> = {
  error: ['error', 'errors'],
  'security-warning': ['security warning', 'security warnings'],
  warning: ['warning', 'warnings'],
  suggestion: ['suggestion', 'suggestions'],
}

type StatusLineProps = { document: RoleDocument; text: string; texts: Texts; findings: Finding[] }

/** Size, findings and the last save, under the text. */
function StatusLine({ document, text, texts, findings }: StatusLineProps) {
  const inlineTexts = texts.documents.filter(({ kind }) => kind === 'inline').map((each) => texts.workingOf(each).text)
  const [last] = texts.store.readPast(document.id)

  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-table">
      {isAwsManaged(document.arn) ? (
        <p className="text-muted">AWS’s own policy: its size counts against no quota of yours.</p>
      ) : (
        <SizeMeter document={document} text={text} inlineTexts={inlineTexts} />
      )}
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

type SizeMeterProps = { document: RoleDocument; text: string; inlineTexts: string[] }

/** How much of IAM's limit the document takes; inline policies share one. */
function SizeMeter({ document, text, inlineTexts }: SizeMeterProps) {
  const isShared = document.kind === 'inline'
  const own = documentMeter(text, meterKind(document))
  const { size: total, limit, over } = isShared ? inlineMeter(inlineTexts) : own
  const number = (value: number) => value.toLocaleString('en')

  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <meter
        aria-label={`Size of ${document.name}`}
        min={0}
        max={limit}
        high={limit * 0.9}
        optimum={0}
        value={Math.min(total, limit)}
        className="h-2 w-24"
      />
      <span className={over ? 'font-medium text-danger' : undefined}>
        {number(total)} of {number(limit)} characters{over ? ': too long' : ''}
      </span>
      {isShared && total !== own.size ? <span className="text-muted">({number(own.size)} in this policy)</span> : null}
    </p>
  )
}

function meterKind({ kind }: RoleDocument): 'inline' | 'managed' | 'trust' {
  return kind === 'boundary' ? 'managed' : kind
}
