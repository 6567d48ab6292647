'use client'

import { useRef, useState } from 'react'
import type { EditorHandle } from '@/components/code-editor/model'
import { SidePanel } from '@/components/policy-editor/panels/side-panel'
import { useAwsFindings } from '@/components/policy-editor/panels/use-aws-findings'
import { useDenial } from '@/components/policy-editor/panels/use-denial'
import { useFindings } from '@/components/policy-editor/panels/use-findings'
import { useRevealStatement } from '@/components/policy-editor/panels/use-reveal-statement'
import { type Attaching, AttachPolicy } from '@/components/policy-editor/texts/attach-policy'
import { DocumentList } from '@/components/policy-editor/texts/document-list'
import { EditorPane } from '@/components/policy-editor/texts/editor-pane'
import { NewPolicyDialog } from '@/components/policy-editor/texts/new-policy-dialog'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { useAddress } from '@/components/policy-editor/texts/use-address'
import { useCatalogue } from '@/components/policy-editor/texts/use-catalogue'
import { type Texts, useTexts } from '@/components/policy-editor/texts/use-texts'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

type PolicyEditorProps = { subject: RoleSubject; saved: RoleDocument[] }

/** All documents of a role side by side: the list, the text, and what the text means. */
export function PolicyEditor({ subject, saved }: PolicyEditorProps) {
  const texts = useTexts(subject.connection, subject.name, saved)
  const address = useAddress(texts.documents)
  const editor = useRef<EditorHandle>(null)
  const [isAdding, setAdding] = useState(false)
  const [attaching, setAttaching] = useState<Attaching | null>(null)
  const denial = useDenial(subject.canWrite, texts, address)
  const { document } = address
  const showStatement = useRevealStatement({ texts, document, select: address.select, editor })
  const working = texts.workingOf(document)
  const allTexts = textsOf(texts).join('\n')
  const { catalogue, hasFailed } = useCatalogue(allTexts)
  const aws = useAwsFindings(subject.connection, document, working.text)
  const findings = useFindings({ document, text: working.text, catalogue, account: subject.account }, aws.answer)
  const isEditable = document.isEditable && subject.canWrite
  const onFix = isEditable ? ({ edits }: QuickFix) => editor.current?.replace(edits) : undefined

  return (
    <div className="grid min-w-0 gap-4 min-[900px]:grid-cols-[14rem_minmax(0,1fr)_21rem] min-[900px]:grid-rows-[auto_1fr]">
      <DocumentList
        documents={texts.documents}
        selected={document.id}
        isChanged={texts.hasDraft}
        onSelect={address.select}
        onAdd={subject.canWrite ? () => setAdding(true) : undefined}
        onAttach={subject.canWrite ? () => setAttaching({ arn: '' }) : undefined}
      />
      <EditorPane
        subject={subject}
        document={document}
        texts={texts}
        editor={editor}
        catalogue={catalogue}
        catalogueFailed={hasFailed}
        findings={findings}
        onFix={onFix}
        denial={denial}
      />
      <SidePanel
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
        onShow={showStatement}
        onPropose={denial.propose}
        onAttach={subject.canWrite ? setAttaching : undefined}
      />
      <AttachPolicy subject={subject} attaching={attaching} onClose={() => setAttaching(null)} />
      <NewPolicyDialog
        open={isAdding}
        names={texts.documents.filter(({ kind }) => kind === 'inline').map(({ name }) => name)}
        region={subject.account.region}
        onClose={() => setAdding(false)}
        onCreate={(made) => {
          texts.rebase(made, null, made.text ?? '')
          address.select(made.id)
        }}
      />
    </div>
  )
}

/** With IAM's texts: the review compares with them. */
function textsOf({ documents, saved, workingOf }: Texts): string[] {
  return [...documents.map((each) => workingOf(each).text), ...saved.map(({ text }) => text ?? '')]
}
