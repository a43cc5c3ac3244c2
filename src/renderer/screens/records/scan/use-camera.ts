import { type RefObject, useEffect, useState } from 'react';
import { greyOf, readCode } from './read-code';
import { tr } from '../../../strings/translate';

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'none'; readonly words: string };

const framePeriodMs = 250;

/** Looks through the camera for a code, four times a second, as long as the caller is mounted. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
): CameraState {
  const [state, setState] = useState<CameraState>({ kind: 'starting' });
  useEffect(() => {
    const stop = new AbortController();
    void look(video, onCode, setState, stop.signal);
    return () => stop.abort();
  }, [video, onCode]);
  return state;
}

async function look(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
  say: (state: CameraState) => void,
  signal: AbortSignal,
): Promise<void> {
  const stream = await openCamera();
  if ('words' in stream) return signal.aborted ? undefined : say({ kind: 'none', words: tr(stream.words) });
  const close = (): void => stream.getTracks().forEach((track) => track.stop());
  const screen = video.current;
  if (signal.aborted || !screen) return close();
  screen.srcObject = stream;
  await screen.play().catch(() => undefined);
  say({ kind: 'looking' });
  const canvas = new OffscreenCanvas(1, 1);
  const timer = setInterval(() => {
    const text = readFrame(screen, canvas);
    if (text !== null) onCode(text);
  }, framePeriodMs);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    screen.srcObject = null;
    close();
  });
}

async function openCamera(): Promise<MediaStream | { readonly words: string }> {
  // Absent where the page came over a plain network: browsers hand cameras to secure pages only.
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!devices)
    return {
      words: tr('The browser gives no camera to a page that came without encryption. Use a picture.'),
    };
  try {
    return await devices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotAllowedError';
    return {
      words: denied
        ? tr('The use of the camera was not allowed.')
        : tr('No camera was found on this device.'),
    };
  }
}

function readFrame(screen: HTMLVideoElement, canvas: OffscreenCanvas): string | null {
  const { videoWidth: width, videoHeight: height } = screen;
  if (width === 0 || height === 0) return null;
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.drawImage(screen, 0, 0);
  return readCode(greyOf(pen.getImageData(0, 0, width, height)), 'quick');
}
