'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { EditorHandle } from '@/components/code-editor/model'
import { SidePanel } from '@/components/policy-editor/panels/side-panel'
import { useAwsFindings } from '@/components/policy-editor/panels/use-aws-findings'
import { useDenial } from '@/components/policy-editor/panels/use-denial'
import { useFindings } from '@/components/policy-editor/panels/use-findings'
import { useRevealStatement } from '@/components/policy-editor/panels/use-reveal-statement'
import { type Adding, AddingDialogs } from '@/components/policy-editor/texts/adding-dialogs'
import { DocumentList } from '@/components/policy-editor/texts/document-list'
import { EditorPane } from '@/components/policy-editor/texts/editor-pane'
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
  const [adding, setAdding] = useAdding(address, subject.canWrite)
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
        onAdd={subject.canWrite ? () => setAdding({ way: 'write' }) : undefined}
        onAttach={subject.canWrite ? () => setAdding({ way: 'attach', attaching: { arn: '' } }) : undefined}
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
        onAttach={subject.canWrite ? (attaching) => setAdding({ way: 'attach', attaching }) : undefined}
      />
      <AddingDialogs
        subject={subject}
        texts={texts}
        adding={adding}
        onAdding={setAdding}
        onWritten={(id) => address.select(id)}
      />
    </div>
  )
}

/** A link can open one of the dialogs; the address forgets it, so that a reload doesn't. */
function useAdding({ add, forgetAdd }: ReturnType<typeof useAddress>, canWrite: boolean) {
  const state = useState<Adding>(() => (canWrite ? addingOf(add) : null))
  const forget = useEffectEvent(forgetAdd)

  useEffect(() => {
    if (add !== null) {
      forget()
    }
  }, [add])
  return state
}

function addingOf(add: string | null): Adding {
  if (add === 'attach') {
    return { way: 'attach', attaching: { arn: '' } }
  }
  return add === 'write' ? { way: 'write' } : null
}

/** With IAM's texts: the review compares with them. */
function textsOf({ documents, saved, workingOf }: Texts): string[] {
  return [...documents.map((each) => workingOf(each).text), ...saved.map(({ text }) => text ?? '')]
}
