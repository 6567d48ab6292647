import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { TabLinks } from '@/components/ui/tabs'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Settings' }

const TABS = [
  { label: 'Connections', href: routes.settings() },
  { label: 'Practice account', href: routes.settingsPractice() },
  { label: 'Session', href: routes.settingsSession() },
  { label: 'About', href: routes.settingsAbout() },
]

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page>
      <PageHeader title="Settings" />
      <TabLinks label="Settings" items={TABS} />
      {children}
    </Page>
  )
}
