import { createContext } from 'react'
import type { LogClient } from '@/components/log-viewer/client'

/** For the parts of a row that ask the worker for more. */
export const ClientContext = createContext<LogClient | null>(null)
