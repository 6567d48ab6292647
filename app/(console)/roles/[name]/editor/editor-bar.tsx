'use client'

import { ChevronsDownUp, Search } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { DenialDialog } from '@/app/(console)/roles/[name]/editor/denial-dialog'
import { EarlierDialog } from '@/app/(console)/roles/[name]/editor/earlier-dialog'
import { ReviewDialog } from '@/app/(console)/roles/[name]/editor/review-dialog'
import type { RoleSubject } from '@/app/(console)/roles/[name]/editor/role-subject'
import type { Texts, Working } from '@/app/(console)/roles/[name]/editor/use-texts'
import type { EditorHandle } from '@/components/code-editor/model'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { Catalogue } from '@/lib/policies/catalogue-model'
import { formatPolicy } from '@/lib/policies/format'
import type { RoleDocument } from '@/lib/roles/document'

type EditorBarProps = {
  subject: RoleSubject
  document: RoleDocument
  working: Working
  texts: Texts
  editor: RefObject<EditorHandle | null>
  catalogue: Catalogue
}

type Open = 'review' | 'denial' | 'earlier' | null

/** What can be done with the document. */
export function EditorBar({ subject, document, working, texts, editor, catalogue }: EditorBarProps) {
  const [open, setOpen] = useState<Open>(null)
  const isEditable = document.isEditable && subject.canWrite
  const isChanged = texts.hasDraft(document.id)
  const close = () => setOpen(null)

  return (
    <div className="flex flex-wrap items-center gap-2">
      <h2 className="mr-auto min-w-0 break-all font-semibold">{document.name}</h2>
      <IconButton label="Search in the text" onClick={() => editor.current?.openSearch()}>
        <Search aria-hidden />
      </IconButton>
      <IconButton label="Fold everything" onClick={() => editor.current?.foldAll()}>
        <ChevronsDownUp aria-hidden />
      </IconButton>
      {isEditable ? (
        <>
          <Button size="sm" onClick={() => editor.current?.replace(formatPolicy(working.text))}>
            Format
          </Button>
          {document.kind === 'trust' ? null : (
            <Button size="sm" onClick={() => setOpen('denial')}>
              Paste an AccessDenied
            </Button>
          )}
          <Button size="sm" onClick={() => setOpen('earlier')}>
            Earlier texts
          </Button>
          {isChanged ? (
            <Button size="sm" variant="ghost" onClick={() => texts.discard(document.id)}>
              Discard
            </Button>
          ) : null}
          <Button size="sm" variant="primary" disabled={!isChanged} onClick={() => setOpen('review')}>
            Review and save
          </Button>
        </>
      ) : null}
      <ReviewDialog
        open={open === 'review'}
        onClose={close}
        subject={subject}
        document={document}
        working={working}
        texts={texts}
        catalogue={catalogue}
      />
      <DenialDialog
        open={open === 'denial'}
        onClose={close}
        text={working.text}
        onApply={(edits) => editor.current?.replace(edits)}
      />
      <EarlierDialog
        open={open === 'earlier'}
        onClose={close}
        past={texts.store.readPast(document.id)}
        onRestore={(text) => texts.edit(document, text)}
      />
    </div>
  )
}
