import { amp } from '@/lib/clients/definitions/amp'
import { claudeCode } from '@/lib/clients/definitions/claude-code'
import { claudeDesktop } from '@/lib/clients/definitions/claude-desktop'
import { cline, rooCode } from '@/lib/clients/definitions/cline'
import { codex } from '@/lib/clients/definitions/codex'
import { continueDev } from '@/lib/clients/definitions/continue'
import { copilotCli } from '@/lib/clients/definitions/copilot-cli'
import { cursor } from '@/lib/clients/definitions/cursor'
import { geminiCli } from '@/lib/clients/definitions/gemini-cli'
import { goose } from '@/lib/clients/definitions/goose'
import { inspector } from '@/lib/clients/definitions/inspector'
import { jetbrainsAi, junie } from '@/lib/clients/definitions/jetbrains'
import { amazonQ, kiro } from '@/lib/clients/definitions/kiro'
import { lmStudio } from '@/lib/clients/definitions/lm-studio'
import { mcpRemote } from '@/lib/clients/definitions/mcp-remote'
import { opencode } from '@/lib/clients/definitions/opencode'
import { strands } from '@/lib/clients/definitions/strands'
import { vsCode } from '@/lib/clients/definitions/vs-code'
import { warp } from '@/lib/clients/definitions/warp'
import { windsurf } from '@/lib/clients/definitions/windsurf'
import { zed } from '@/lib/clients/definitions/zed'
import type { ClientDefinition } from '@/lib/clients/model'

/** Every client that Slipway writes a config for, in the order in which they are offered. */
export const CLIENTS: readonly ClientDefinition[] = [
  claudeCode,
  claudeDesktop,
  cursor,
  vsCode,
  kiro,
  codex,
  copilotCli,
  geminiCli,
  windsurf,
  cline,
  zed,
  goose,
  lmStudio,
  jetbrainsAi,
  junie,
  continueDev,
  opencode,
  warp,
  amp,
  inspector,
  strands,
  mcpRemote,
  amazonQ,
  rooCode,
]

export function findClient(id: string): ClientDefinition | undefined {
  return CLIENTS.find((client) => client.id === id)
}
