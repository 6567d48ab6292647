'use client'

import { Command } from 'cmdk'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Entry, FIXED_ENTRIES, remarksOf, resourceEntries } from '@/components/command-menu/entries'
import { find } from '@/components/command-menu/ranking'
import { ResultList } from '@/components/command-menu/result-list'
import { useDeeds } from '@/components/command-menu/use-deeds'
import { useResources } from '@/components/command-menu/use-resources'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import type { Resources } from '@/lib/palette/model'
import { routes } from '@/lib/routes'

/** Keys of what was chosen last, newest first; gone with the tab. */
let recent: string[] = []
const MOST_KEPT = 8

/** Searches pages, servers, roles, log groups, clients and connections, and does things. Loaded only when it is opened. */
export function CommandMenu({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const signOutForm = useRef<HTMLFormElement>(null)
  const connection = useConnectionKey()
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState('')
  const { resources, narrowed, trouble, isReading } = useResources(connection, typed)
  const deeds = useDeeds({ connection, close: () => dialog.current?.close(), signOutForm })
  const entries = useMemo(() => entriesOf(resources, narrowed), [resources, narrowed])
  const found = useMemo(() => find(entries, typed, recent), [entries, typed])
  const keys = found.flatMap((group) => group.entries.map(({ key }) => key))
  const remarks = [...(trouble ? [trouble] : []), ...(resources ? remarksOf(resources) : [])]

  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector('input')?.focus()
  }, [])

  function choose({ key, deed }: Entry) {
    recent = [key, ...recent.filter((other) => other !== key)].slice(0, MOST_KEPT)
    deeds.perform(deed)
  }

  return (
    <dialog ref={dialog} onClose={onClose} aria-label="Search and do" className={DIALOG_CLASS}>
      <Command
        label="Search and do"
        loop
        shouldFilter={false}
        value={keys.includes(selected) ? selected : (keys[0] ?? '')}
        onValueChange={setSelected}
      >
        <Command.Input
          placeholder="A page, server, role, client, or what to do…"
          value={typed}
          onValueChange={(value) => {
            setTyped(value)
            setSelected('')
          }}
          className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
        />
        <ResultList found={found} isReading={isReading} onChoose={choose} />
      </Command>
      {deeds.failure ? (
        <div className="border-t p-3">
          <FailureNotice failure={deeds.failure} />
        </div>
      ) : null}
      <div role="status" className="flex flex-col gap-1 border-t px-4 py-2 text-muted text-xs">
        {remarks.map((remark) => (
          <p key={remark} className="break-words">
            {remark}
          </p>
        ))}
        <p>{deeds.pending ? 'Switching…' : isReading ? 'Reading names from AWS…' : hintFor(resources)}</p>
      </div>
      <form ref={signOutForm} action={routes.signOut()} method="post" hidden />
    </dialog>
  )
}

/** What a name alone does not find, told with a server that is there. */
function hintFor(resources: Resources | undefined): string {
  const [server] = resources?.servers.items ?? []
  return server
    ? `A verb and a name do more: “logs ${server.name}”, “test …”, “delete …”.`
    : 'Servers, roles and log groups are found by name, too.'
}

const DIALOG_CLASS =
  'mx-auto mt-[12dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-xl border bg-surface p-0 text-text shadow-xl max-sm:mt-2 max-sm:w-[calc(100vw-1rem)]'

function entriesOf(resources: Resources | undefined, narrowed: Resources | undefined): Entry[] {
  // The whole lists last: where both have an entry, theirs counts.
  const read = [narrowed, resources].flatMap((each) => (each ? resourceEntries(each) : []))
  return [...new Map([...FIXED_ENTRIES, ...read].map((entry) => [entry.key, entry])).values()]
}
