import { claudeCode } from '@/lib/clients/definitions/claude-code'
import { claudeDesktop } from '@/lib/clients/definitions/claude-desktop'
import { codex } from '@/lib/clients/definitions/codex'
import { cursor } from '@/lib/clients/definitions/cursor'
import { kiro } from '@/lib/clients/definitions/kiro'
import { vsCode } from '@/lib/clients/definitions/vs-code'
import type { ClientDefinition } from '@/lib/clients/model'

/** Every client that Slipway writes a config for, in the order in which they are offered. */
export const CLIENTS: readonly ClientDefinition[] = [claudeCode, claudeDesktop, cursor, vsCode, kiro, codex]

export function findClient(id: string): ClientDefinition | undefined {
  return CLIENTS.find((client) => client.id === id)
}
