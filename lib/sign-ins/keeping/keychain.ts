import 'server-only'
import { AppError } from '@/lib/result'

const SERVICE = 'slipway'
/** Somebody may have to unlock it; a program that nobody looks at must not wait for that. */
const PATIENCE_MS = 20_000

/** One entry of the operating system's keychain, where there is one that outlives a restart. */
export type Keychain = {
  /** Null where there is no such entry. */
  read: () => Promise<string | null>
  write: (value: string) => Promise<void>
}

/**
 * The entry of that name; undefined where the package is not installed, or the system has no keychain. On Linux only the Secret
 * Service counts: the kernel's keyring, which the package would take instead, forgets everything at a restart.
 */
export async function keychainEntry(name: string): Promise<Keychain | undefined> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring')
    const entry = new AsyncEntry(SERVICE, name, { linux: { store: 'secret-service' } })
    return {
      read: async () => (await entry.getPassword(AbortSignal.timeout(PATIENCE_MS))) ?? null,
      write: (value) => entry.setPassword(value, AbortSignal.timeout(PATIENCE_MS)),
    }
  } catch {
    return undefined
  }
}

/** A keychain that was there when the sign-in was kept, and can't be read now. */
export function keychainTrouble(details?: string): AppError {
  return new AppError({
    code: 'unavailable',
    message: 'The key to the kept sign-ins is in this computer’s keychain, which does not answer.',
    remedy: 'Unlock the keychain, or sign in again with SLIPWAY_KEYCHAIN=off.',
    details,
  })
}
