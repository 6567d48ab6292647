'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

/** The editor and the rules are loaded with this page only, and only in the browser: drafts are kept there. */
export const EditorLoader = dynamic(
  () => import('@/components/policy-editor/texts/policy-editor').then(({ PolicyEditor }) => PolicyEditor),
  { ssr: false, loading: () => <Skeleton className="h-[44rem]" /> },
)
