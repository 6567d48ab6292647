import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { SETTINGS_PAGES } from '@/components/layout/registry'
import { TabLinks } from '@/components/ui/tabs'

export const metadata: Metadata = { title: 'Settings' }

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page>
      <PageHeader title="Settings" />
      <TabLinks label="Settings" items={SETTINGS_PAGES.map(({ label, href }) => ({ label, href }))} />
      {children}
    </Page>
  )
}
