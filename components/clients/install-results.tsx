'use client'

import { Command } from '@/components/clients/command'
import { Notice } from '@/components/feedback/notice'
import { Button } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import { Identifier } from '@/components/ui/identifier'
import type { Installed, Undone } from '@/lib/install/model'

type InstalledNoticeProps = {
  client: { name: string }
  installed: Installed
  isPending: boolean
  onUndo: (id: string) => void
}

/** What was done, where the file as it was is, and the way back. */
export function InstalledNotice({ client, installed, isPending, onUndo }: InstalledNoticeProps) {
  const { id, file, entry, backup } = installed

  return (
    <Notice
      tone="success"
      live="status"
      title={id === undefined ? 'Nothing was to be written' : `${entry} is in ${client.name}’s file`}
      actions={
        id === undefined ? null : (
          <Button size="sm" pending={isPending} onClick={() => onUndo(id)}>
            Undo
          </Button>
        )
      }
    >
      <p>
        Written: <Identifier value={file} max={80} label="path" />
      </p>
      {backup === undefined ? null : (
        <p>
          As it was: <Identifier value={backup} max={80} label="path of the backup" />
        </p>
      )}
    </Notice>
  )
}

type UndoneNoticeProps = {
  client: { id: string; name: string }
  runtime: { name: string }
  undone: Undone
  onClose: () => void
}

/** A file that was edited since is left alone, and what an undo would have thrown away is shown. */
export function UndoneNotice({ client, runtime, undone, onClose }: UndoneNoticeProps) {
  const close = (
    <Button size="sm" onClick={onClose}>
      Close
    </Button>
  )

  if (undone.state !== 'changed') {
    const what = undone.state === 'removed' ? 'It was not there before, and is gone again' : 'The file is as it was'
    return (
      <Notice tone="success" live="status" title={what} actions={close}>
        <p>
          <Identifier value={undone.file} max={80} label="path" />
        </p>
      </Notice>
    )
  }
  return (
    <>
      <Notice tone="warning" live="alert" title="The file was changed since, so it was left alone" actions={close}>
        {undone.backup === undefined ? null : (
          <p>
            As it was: <Identifier value={undone.backup} max={80} label="path of the backup" />
          </p>
        )}
        <p>To take only the entry out:</p>
        <Command command={`npm run slipway -- uninstall ${client.id} ${runtime.name}`} />
      </Notice>
      <DiffView lines={undone.diff} label="What an undo would throw away" />
    </>
  )
}
