import { safeStorage } from 'electron';
import { masterKey } from '../workers/host/master-key';
import type { KeyStore, MasterKey } from '../workers/host/master-key';

/**
 * The key that seals this data folder's secrets; `place` says whether the operating system's key store holds it.
 * Only after the application is ready.
 * @throws MasterKeyUnreadable when there is a key and it cannot be opened
 */
export function vaultKey(dataDir: string): MasterKey {
  return masterKey(dataDir, osKeyStore());
}

/** None where Electron would only scramble with a fixed password. */
function osKeyStore(): KeyStore | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return undefined;
  return {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (cipher) => safeStorage.decryptString(cipher),
  };
}
