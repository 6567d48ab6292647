import { clsx } from 'clsx'
import { Notice } from '@/components/feedback/notice'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { TEXT_TONES } from '@/components/ui/tone'
import { ToneIcon } from '@/components/ui/tone-icon'
import type { PlanWarning } from '@/lib/deployments/model'

/** What forbids nothing and could still hurt: each in a box of its own, before the changes. */
export function PlanDangers({ notes }: { notes: PlanWarning[] }) {
  return notes.map((note) => (
    <Notice key={note.id} tone="danger" title={note.title} actions={note.link ? <NoteLink note={note} /> : null}>
      <p>{note.text}</p>
      <NoteCode note={note} />
    </Notice>
  ))
}

/** What to know before the launch: `shown` stands open, the rest is only counted. */
export function PlanNotes({ shown, folded }: { shown: PlanWarning[]; folded: PlanWarning[] }) {
  return shown.length + folded.length === 0 ? null : (
    <section aria-labelledby="notes" className="flex min-w-0 flex-col gap-2">
      <h2 id="notes" className="font-semibold text-base">
        Good to know
      </h2>
      {shown.length > 0 ? <NoteList notes={shown} /> : null}
      {folded.length > 0 ? (
        <Disclosure summary={<span className="text-muted">{`${folded.length} more`}</span>}>
          <NoteList notes={folded} />
        </Disclosure>
      ) : null}
    </section>
  )
}

function NoteList({ notes }: { notes: PlanWarning[] }) {
  return (
    <ul className="rounded-lg border bg-surface">
      {notes.map((note) => (
        <Note key={note.id} note={note} />
      ))}
    </ul>
  )
}

function Note({ note }: { note: PlanWarning }) {
  const { severity, title, text } = note

  return (
    <li className="flex min-w-0 gap-2.5 border-b px-3 py-2 last:border-b-0">
      <ToneIcon tone={severity} className={clsx('mt-0.5 size-4 shrink-0', TEXT_TONES[severity])} />
      <div className="min-w-0 flex-1">
        <p>{title}</p>
        <p className="text-pretty text-muted text-table">
          {text} <NoteLink note={note} />
        </p>
        <NoteCode note={note} />
      </div>
    </li>
  )
}

function NoteCode({ note: { code } }: { note: PlanWarning }) {
  return code ? <CodeBlock code={code} language={code.startsWith('{') ? 'json' : 'shell'} wrap /> : null
}

function NoteLink({ note: { link } }: { note: PlanWarning }) {
  return link ? (
    <a href={link.href} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-4">
      {link.label}
    </a>
  ) : null
}
