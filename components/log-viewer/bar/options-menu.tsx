'use client'

import { Settings2 } from 'lucide-react'
import type { FormEvent } from 'react'
import { type Settings, sourceOf, spanOf, type Zone } from '@/components/log-viewer/settings'
import type { ChangeSettings } from '@/components/log-viewer/use-settings'
import { BaseButton, BaseInput } from '@/components/ui/base-controls'
import { Button, buttonClass } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { menuItemClass } from '@/components/ui/menu-item'
import { logRequests } from '@/lib/logs/addresses'

const ZONES: { id: Zone; label: string }[] = [
  { id: 'local', label: 'Your time zone' },
  { id: 'utc', label: 'UTC' },
  { id: 'relative', label: 'How long ago' },
]

type OptionsMenuProps = {
  settings: Settings
  connection: string
  group: string
  change: ChangeSettings
  onHelp: () => void
  onCopy: () => void
}

/** What is set once and rarely: times, a filter that AWS applies, the download, the keys. */
export function OptionsMenu({ settings, connection, group, change, onHelp, onCopy }: OptionsMenuProps) {
  return (
    <Menu
      label="More options"
      trigger={<Settings2 aria-hidden />}
      triggerClassName={buttonClass({ size: 'sm' })}
      align="end"
      className="w-72"
    >
      <fieldset className="flex flex-col gap-1 p-2">
        <legend className="text-muted text-xs">Times</legend>
        {ZONES.map(({ id, label }) => (
          <label key={id} className="flex items-center gap-2">
            <BaseInput
              type="radio"
              name="log-zone"
              checked={settings.zone === id}
              onChange={() => change({ zone: id })}
              className="accent-accent"
            />
            {label}
          </label>
        ))}
      </fieldset>
      <PatternForm pattern={settings.pattern} change={change} />
      <Downloads settings={settings} connection={connection} group={group} onCopy={onCopy} />
      <BaseButton data-closes onClick={onHelp} className={menuItemClass}>
        Keyboard shortcuts
      </BaseButton>
    </Menu>
  )
}

function PatternForm({ pattern, change }: { pattern: string; change: ChangeSettings }) {
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    change({ pattern: String(new FormData(event.currentTarget).get('pattern') ?? '') }, 'push')
  }

  return (
    <form key={pattern} onSubmit={apply} className="flex flex-col gap-1.5 border-t p-2">
      <label htmlFor="log-pattern" className="text-muted text-xs">
        CloudWatch filter pattern: AWS sends only what it lets through
      </label>
      <input
        id="log-pattern"
        name="pattern"
        defaultValue={pattern}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        placeholder='"AccessDenied"'
        className="h-7 w-full rounded-md border border-control bg-surface px-2 font-mono text-table placeholder:text-muted"
      />
      <Button type="submit" size="sm">
        Read with this pattern
      </Button>
    </form>
  )
}

function Downloads({
  settings,
  connection,
  group,
  onCopy,
}: Pick<OptionsMenuProps, 'settings' | 'connection' | 'group' | 'onCopy'>) {
  function download(format: 'txt' | 'jsonl') {
    const { range, pattern } = sourceOf(settings, connection, group)
    const link = document.createElement('a')
    link.href = logRequests.download({ connection, group, pattern, ...spanOf(range, Date.now()), format })
    // A range that can't be read is a download that failed, and not a page in place of this one.
    link.download = ''
    link.click()
  }

  return (
    <div className="border-t py-1">
      <BaseButton data-closes onClick={onCopy} className={menuItemClass}>
        Copy the rows shown
      </BaseButton>
      <BaseButton data-closes onClick={() => download('txt')} className={menuItemClass}>
        Download the range as text
      </BaseButton>
      <BaseButton data-closes onClick={() => download('jsonl')} className={menuItemClass}>
        Download the range as JSON lines
      </BaseButton>
    </div>
  )
}
