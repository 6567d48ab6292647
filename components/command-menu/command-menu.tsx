'use client'

import { Command } from 'cmdk'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { NAVIGATION } from '@/components/layout/navigation'
import { routes } from '@/lib/routes'

type Target = { label: string; href: Route; keywords?: string[] }

const SETTINGS: Target[] = [
  { label: 'Connections', href: routes.settings(), keywords: ['account', 'profile', 'region', 'switch'] },
  { label: 'Practice account', href: routes.settingsPractice(), keywords: ['faults', 'reset'] },
  { label: 'Policy for an administrator', href: routes.operatorPolicy(), keywords: ['permissions', 'iam'] },
  { label: 'Session', href: routes.settingsSession(), keywords: ['sign out'] },
  { label: 'About', href: routes.settingsAbout(), keywords: ['version', 'licence'] },
]

/** Loaded only when it is opened. */
export function CommandMenu({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const router = useRouter()

  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector('input')?.focus()
  }, [])

  function goTo(href: Route) {
    dialog.current?.close()
    router.push(href)
  }

  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label="Go to a page"
      className="mx-auto mt-[12dvh] w-[calc(100vw-2rem)] max-w-lg rounded-xl border bg-surface p-0 text-text shadow-xl"
    >
      <Command label="Go to a page" loop>
        <Command.Input
          placeholder="Go to…"
          className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
        />
        <Command.List className="max-h-80 overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-6 text-center text-muted">Nothing by that name.</Command.Empty>
          <Targets heading="Pages" targets={[...NAVIGATION]} onSelect={goTo} />
          <Targets heading="Settings" targets={SETTINGS} onSelect={goTo} />
        </Command.List>
      </Command>
    </dialog>
  )
}

type TargetsProps = { heading: string; targets: Target[]; onSelect: (href: Route) => void }

function Targets({ heading, targets, onSelect }: TargetsProps) {
  return (
    <Command.Group heading={heading} className={GROUP_CLASS}>
      {targets.map(({ label, href, keywords }) => (
        <Command.Item
          key={label}
          value={`${heading} ${label}`}
          {...(keywords ? { keywords } : {})}
          onSelect={() => onSelect(href)}
          className="flex h-9 cursor-pointer items-center rounded-md px-3 data-[selected=true]:bg-accent-soft"
        >
          {label}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

const GROUP_CLASS =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs'
