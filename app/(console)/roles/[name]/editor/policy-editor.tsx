'use client'

import { useRef, useState } from 'react'
import { BesideEditor } from '@/app/(console)/roles/[name]/editor/beside-editor'
import { completionSource } from '@/app/(console)/roles/[name]/editor/completion-source'
import { DocumentList } from '@/app/(console)/roles/[name]/editor/document-list'
import { EditorBar } from '@/app/(console)/roles/[name]/editor/editor-bar'
import { EditorNotices } from '@/app/(console)/roles/[name]/editor/editor-notices'
import { NewPolicyDialog } from '@/app/(console)/roles/[name]/editor/new-policy-dialog'
import type { RoleSubject } from '@/app/(console)/roles/[name]/editor/role-subject'
import { StatusLine } from '@/app/(console)/roles/[name]/editor/status-line'
import { useAddress } from '@/app/(console)/roles/[name]/editor/use-address'
import { useAwsFindings } from '@/app/(console)/roles/[name]/editor/use-aws-findings'
import { useCatalogue } from '@/app/(console)/roles/[name]/editor/use-catalogue'
import { marksOf, useFindings } from '@/app/(console)/roles/[name]/editor/use-findings'
import { useTexts } from '@/app/(console)/roles/[name]/editor/use-texts'
import { CodeEditor } from '@/components/code-editor/code-editor'
import type { EditorHandle } from '@/components/code-editor/model'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

type PolicyEditorProps = { subject: RoleSubject; saved: RoleDocument[] }

/** All documents of a role side by side: the list, the text, and what the text means. */
export function PolicyEditor({ subject, saved }: PolicyEditorProps) {
  const texts = useTexts(subject.connection, subject.name, saved)
  const address = useAddress(texts.documents)
  const editor = useRef<EditorHandle>(null)
  const [isAdding, setAdding] = useState(false)
  const { document } = address
  const working = texts.workingOf(document)
  const allTexts = texts.documents.map((each) => texts.workingOf(each).text).join('\n')
  const { catalogue, hasFailed } = useCatalogue(allTexts)
  const aws = useAwsFindings(subject.connection, document, working.text)
  const findings = useFindings({ document, text: working.text, catalogue, account: subject.account }, aws.answer)
  const isEditable = document.isEditable && subject.canWrite
  const onFix = isEditable ? ({ edits }: QuickFix) => editor.current?.replace(edits) : undefined

  return (
    <div className="grid min-w-0 gap-4 min-[900px]:grid-cols-[13rem_minmax(0,1fr)_22rem]">
      <DocumentList
        documents={texts.documents}
        selected={document.id}
        isChanged={texts.hasDraft}
        onSelect={address.select}
        onAdd={() => setAdding(true)}
      />
      <div className="flex min-w-0 flex-col gap-2">
        <EditorNotices document={document} working={working} texts={texts} catalogueFailed={hasFailed} />
        <EditorBar
          subject={subject}
          document={document}
          working={working}
          texts={texts}
          editor={editor}
          catalogue={catalogue}
        />
        <div className="h-[min(34rem,60dvh)] min-h-64 overflow-hidden rounded-lg border bg-surface">
          <CodeEditor
            key={document.id}
            label={`${document.name}, JSON`}
            text={working.text}
            readOnly={!isEditable}
            onChange={(text) => text !== working.text && texts.edit(document, text)}
            marks={marksOf(findings, onFix)}
            complete={completionSource(document, subject.account)}
            handle={editor}
          />
        </div>
        <StatusLine document={document} text={working.text} texts={texts} findings={findings} />
      </div>
      <BesideEditor
        subject={subject}
        document={document}
        texts={texts}
        catalogue={catalogue}
        findings={findings}
        aws={aws}
        panel={address.panel}
        onPanel={address.openPanel}
        onGoTo={({ offset, length }) => editor.current?.focusAt(offset, offset + length)}
        onFix={onFix}
      />
      <NewPolicyDialog
        open={isAdding}
        names={texts.documents.filter(({ kind }) => kind === 'inline').map(({ name }) => name)}
        region={subject.account.region}
        onClose={() => setAdding(false)}
        onCreate={(made) => {
          texts.edit(made, made.text ?? '')
          address.select(made.id)
        }}
      />
    </div>
  )
}
