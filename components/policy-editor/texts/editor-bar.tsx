'use client'

import { ChevronsDownUp, Redo2, Search, Undo2, WandSparkles } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type RefObject, useState } from 'react'
import type { EditorHandle } from '@/components/code-editor/model'
import { MoveDialog } from '@/components/policy-editor/move/move-dialog'
import { DenialDialog } from '@/components/policy-editor/panels/denial-dialog'
import type { DenialState } from '@/components/policy-editor/panels/use-denial'
import { EarlierDialog } from '@/components/policy-editor/review/earlier-dialog'
import { ReviewDialog } from '@/components/policy-editor/review/review-dialog'
import { VersionList } from '@/components/policy-editor/review/version-list'
import { DeletePolicy } from '@/components/policy-editor/texts/delete-policy'
import { DetachPolicy } from '@/components/policy-editor/texts/detach-policy'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts, Working } from '@/components/policy-editor/texts/use-texts'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { formatPolicy } from '@/lib/policies/document/format'
import type { Finding } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

type EditorBarProps = {
  subject: RoleSubject
  document: RoleDocument
  working: Working
  texts: Texts
  editor: RefObject<EditorHandle | null>
  catalogue: Catalogue
  findings: Finding[]
  denial: DenialState
}

type Open = 'review' | 'earlier' | 'move' | null

/** What can be done with the document. */
export function EditorBar(props: EditorBarProps) {
  const { subject, document, editor } = props
  const canEdit = document.isEditable && subject.canWrite
  const [open, setOpen] = useState<Open>(null)

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-2">
      <h2 className="min-w-24 flex-1 truncate font-semibold" title={document.name}>
        {document.name}
      </h2>
      <IconButton label="Search in the text" onClick={() => editor.current?.openSearch()}>
        <Search aria-hidden />
      </IconButton>
      <IconButton label="Fold or unfold everything" onClick={() => editor.current?.toggleFolds()}>
        <ChevronsDownUp aria-hidden />
      </IconButton>
      {document.kind === 'managed' && document.arn && subject.canWrite ? (
        <DetachPolicy {...props} arn={document.arn} />
      ) : null}
      {canEdit ? <EditButtons {...props} onOpen={setOpen} /> : null}
      <EditorDialogs {...props} open={open} onClose={() => setOpen(null)} />
    </div>
  )
}

function EditButtons({
  subject,
  document,
  working,
  texts,
  editor,
  catalogue,
  denial,
  onOpen,
}: EditorBarProps & { onOpen: (open: Open) => void }) {
  const isChanged = texts.hasDraft(document.id)

  return (
    <>
      <IconButton label="Undo" onClick={() => editor.current?.undo()}>
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton label="Redo" onClick={() => editor.current?.redo()}>
        <Redo2 aria-hidden />
      </IconButton>
      <IconButton label="Format" onClick={() => editor.current?.replace(formatPolicy(working.text))}>
        <WandSparkles aria-hidden />
      </IconButton>
      {document.kind === 'trust' ? null : (
        <Button size="sm" onClick={() => denial.setMessage('')}>
          Paste an AccessDenied
        </Button>
      )}
      <Button size="sm" onClick={() => onOpen('earlier')}>
        Earlier texts
      </Button>
      {document.kind === 'trust' || document.text === null ? null : (
        <Button size="sm" onClick={() => onOpen('move')}>
          Move statements
        </Button>
      )}
      {document.kind === 'inline' && document.text !== null ? (
        <DeletePolicy subject={subject} document={document} saved={document.text} texts={texts} catalogue={catalogue} />
      ) : null}
      {isChanged ? (
        <Button size="sm" variant="ghost" onClick={() => texts.discard(document)}>
          Discard
        </Button>
      ) : null}
      <Button size="sm" variant="primary" disabled={!isChanged} onClick={() => onOpen('review')}>
        Review and save
      </Button>
    </>
  )
}

function EditorDialogs({ open, onClose, ...props }: EditorBarProps & { open: Open; onClose: () => void }) {
  const { subject, document, working, texts, editor, denial } = props
  const router = useRouter()
  const restore = (text: string) => texts.edit(document, text)

  return (
    <>
      <ReviewDialog {...props} open={open === 'review'} onClose={onClose} />
      <MoveDialog
        subject={subject}
        document={document}
        saved={document.text ?? ''}
        texts={texts}
        open={open === 'move'}
        onClose={onClose}
      />
      <DenialDialog
        text={working.text}
        policy={document.name}
        message={denial.message}
        onMessage={denial.setMessage}
        onApply={(edits) => editor.current?.replace(edits)}
      />
      <EarlierDialog
        open={open === 'earlier'}
        onClose={onClose}
        past={texts.store.readPast(document.id)}
        onRestore={restore}
        versions={
          document.kind === 'managed' && document.arn ? (
            <VersionList
              subject={subject}
              arn={document.arn}
              onChosen={() => {
                onClose()
                router.refresh()
              }}
              onRestore={(text) => {
                restore(text)
                onClose()
              }}
            />
          ) : null
        }
      />
    </>
  )
}
