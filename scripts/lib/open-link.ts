import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { writeFileDurablySync } from '@/lib/durable-file'

const SHOWN_MS = 30_000

/**
 * Opens an address in the browser of whoever sits here, if anybody does. The address of a sign-in has a token, and other users of this
 * computer see what programs are started with: so the browser gets a file that only its owner may read, and is led on by that.
 */
export async function openLink(stateDir: string, address: string, isWanted: boolean): Promise<void> {
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

  if (!isWanted || !hasScreen || process.stderr.isTTY !== true) {
    return
  }
  const file = path.join(stateDir, 'open.html')

  try {
    const { default: open } = await import('open')
    process.once('exit', () => rmSync(file, { force: true }))
    writeFileDurablySync(file, pageOf(address))
    const opener = await open(pathToFileURL(file).href)
    // It has said already where to go by hand.
    opener.on('error', () => undefined)
    await sleep(SHOWN_MS)
  } catch {
    // No browser, or no room for the file: the link is on the screen.
  } finally {
    rmSync(file, { force: true })
  }
}

export function pageOf(address: string): string {
  const safe = address.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${safe}"><title>Slipway</title><a href="${safe}">Open Slipway</a>\n`
}
