'use client'

import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { fullTime } from '@/components/log-viewer/bar/times'
import type { LogClient } from '@/components/log-viewer/client'
import type { RowDetail } from '@/components/log-viewer/engine/protocol'
import { LEVEL_LOOKS, LevelMark } from '@/components/log-viewer/list/level-mark'
import { LineText } from '@/components/log-viewer/list/whole-line'
import { linkToLine, type Settings, writeSettings } from '@/components/log-viewer/settings'
import { BaseButton } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'

const SHOWN_CHARACTERS = 100_000

type LineDrawerProps = {
  client: LogClient
  row: number
  settings: Settings
  /** It has its place, so the list has become smaller. */
  onOpen: () => void
  onClose: () => void
  onFilter: (filter: Partial<Settings['filters']>) => void
  onContext: (settings: Settings) => void
}

/** All that is known of one line, beside the list. */
export function LineDrawer({ client, row, settings, onOpen, onClose, onFilter, onContext }: LineDrawerProps) {
  const [detail, setDetail] = useState<RowDetail | null>(null)
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    let isWanted = true
    void client.ask({ type: 'detail', row }).then((answer) => {
      if (isWanted) {
        setDetail(answer)
      }
    })
    return () => {
      isWanted = false
    }
  }, [client, row])

  const opened = useEffectEvent(onOpen)

  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    opened()
  }, [])

  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="The selected line"
      className="flex min-h-0 flex-col rounded-lg border bg-surface outline-none max-lg:h-1/2 max-lg:shrink-0 lg:w-96 lg:shrink-0"
    >
      <div className="flex items-center justify-between gap-2 border-b py-1 pr-1 pl-3">
        <h2 className="font-semibold">Line</h2>
        <IconButton label="Close the line" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      {detail ? (
        <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3">
          <Actions detail={detail} settings={settings} onContext={onContext} />
          <Fields detail={detail} settings={settings} onFilter={onFilter} />
          <div className="rounded-md border bg-background p-2 font-mono text-table leading-5.5">
            <LineText detail={detail} limit={SHOWN_CHARACTERS} />
          </div>
        </div>
      ) : (
        <p className="p-3 text-muted">Reading…</p>
      )}
    </section>
  )
}

type PartProps = { detail: RowDetail; settings: Settings }

function Actions({ detail, settings, onContext }: PartProps & Pick<LineDrawerProps, 'onContext'>) {
  const link = linkToLine(settings, { at: detail.event.at, id: detail.event.id })
  const url = `${window.location.origin}${window.location.pathname}?${writeSettings(link)}`

  return (
    <div className="flex flex-wrap gap-2">
      <CopyButton value={detail.text} label="line" text="Copy line" />
      <CopyButton value={url} label="link to this line" text="Copy link" />
      <Button size="sm" onClick={() => onContext(link)}>
        Show in context
      </Button>
    </div>
  )
}

function Fields({ detail, settings, onFilter }: PartProps & Pick<LineDrawerProps, 'onFilter'>) {
  const { event, level, session, request } = detail
  const facets = [
    { key: 'stream', label: 'Stream', value: event.stream },
    { key: 'session', label: 'Session', value: session },
    { key: 'request', label: 'Request', value: request },
  ] as const

  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-table">
      <Field label="Time">{fullTime(event.at, settings.zone)}</Field>
      <Field label="Arrived">{`${((event.ingestedAt - event.at) / 1000).toFixed(1)} s later`}</Field>
      <Field label="Level">
        <span className="font-mono">
          <LevelMark level={level} />
        </span>{' '}
        {LEVEL_LOOKS[level].label}
      </Field>
      {facets.map(({ key, label, value }) =>
        value ? (
          <Field key={key} label={label}>
            <span className="break-all font-mono">{value}</span>{' '}
            <BaseButton
              onClick={() => onFilter({ [key]: value })}
              className="rounded text-accent underline underline-offset-2"
            >
              {`Only this ${label.toLowerCase()}`}
            </BaseButton>
          </Field>
        ) : null,
      )}
      <Field label="Event">
        <span className="break-all font-mono">{event.id}</span>
      </Field>
    </dl>
  )
}

function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
