import type { RefObject } from 'react'
import { CodeEditor } from '@/components/code-editor/code-editor'
import type { EditorHandle } from '@/components/code-editor/model'
import type { DenialState } from '@/components/policy-editor/panels/use-denial'
import { marksOf } from '@/components/policy-editor/panels/use-findings'
import { completionSource } from '@/components/policy-editor/texts/completion-source'
import { EditorBar } from '@/components/policy-editor/texts/editor-bar'
import { EditorNotices } from '@/components/policy-editor/texts/editor-notices'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { StatusLine } from '@/components/policy-editor/texts/status-line'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { Finding, QuickFix } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

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
    <div className="flex min-w-0 flex-col gap-2">
      <EditorNotices document={document} working={working} texts={texts} catalogueFailed={rest.catalogueFailed} />
      <EditorBar
        subject={subject}
        document={document}
        working={working}
        texts={texts}
        editor={editor}
        catalogue={catalogue}
        denial={rest.denial}
      />
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
  )
}
