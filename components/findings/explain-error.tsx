'use client'

import { useDeferredValue, useEffect, useId, useMemo, useState } from 'react'
import { FindingCard } from '@/components/findings/finding-card'
import { takeHandedOver } from '@/components/findings/handed-over'
import { NoiseList } from '@/components/findings/noise-list'
import { EXAMPLES, pastedEvents } from '@/components/findings/pasted'
import type { PermissionActions } from '@/components/findings/permission-dialog'
import { TextArea } from '@/components/form/inputs'
import { useWhenLeft } from '@/components/layout/use-when-left'
import { Button, ButtonLink } from '@/components/ui/button'
import { diagnose } from '@/lib/logs/diagnose/diagnoser'
import { routes } from '@/lib/routes'

/** What a pasted text means, by the same rules as a log. The text stays in this page's memory. */
export function ExplainError({ permissions }: { permissions: PermissionActions }) {
  const [text, setText] = useState('')
  const id = useId()
  useWhenLeft(() => setText(''))

  useEffect(() => {
    const handed = takeHandedOver()
    setText((typed) => handed || typed)
  }, [])

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="w-fit font-medium">
          The error
        </label>
        <TextArea
          id={id}
          mono
          rows={8}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="User: arn:aws:sts::111122223333:assumed-role/… is not authorized to perform: …"
        />
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-muted text-table">Nothing at hand? Try</span>
          {EXAMPLES.map(({ label, text: example }) => (
            <Button key={label} size="sm" variant="ghost" onClick={() => setText(example)}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Answer text={text} permissions={permissions} />
    </div>
  )
}

function Answer({ text, permissions }: { text: string; permissions: PermissionActions }) {
  const deferred = useDeferredValue(text)
  const events = useMemo(() => pastedEvents(deferred), [deferred])
  const { findings, noise } = useMemo(() => diagnose(events, { isWhole: false }), [events])

  return (
    <section aria-label="What it means" aria-live="polite" className="flex min-w-0 flex-col gap-3">
      <h2 className="sr-only">What it means</h2>
      {findings.length > 0 ? (
        <ul className="flex flex-col divide-y rounded-lg border bg-surface px-4 py-2">
          {findings.map((finding) => (
            <FindingCard
              key={finding.key}
              finding={finding}
              subject={{}}
              permissions={permissions}
              textOf={(line) => events.find(({ id }) => id === line.id)?.text ?? ''}
            />
          ))}
        </ul>
      ) : null}
      <NoiseList noise={noise} />
      {findings.length === 0 && deferred.trim() !== '' ? <Unknown /> : null}
    </section>
  )
}

function Unknown() {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border bg-surface px-4 py-3">
      <p className="font-medium">Slipway does not know this text.</p>
      <p className="text-muted">
        Paste more of it: the lines before often name the cause. A connection test shows which layer says no, and the
        runtime's log has the server's own words.
      </p>
      <ButtonLink size="sm" href={routes.runtimes()}>
        Choose a runtime to test
      </ButtonLink>
    </div>
  )
}
