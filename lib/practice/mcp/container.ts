import type { Actor } from '@/lib/practice/agentcore/container/in-process'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
/** What the container has: its role, its configuration, and its standard error. */
export type Container = { actor: Actor; config: StoredConfig; log: (lines: string[]) => Promise<void> }
