import type { ComponentType, ReactNode } from 'react';
import './blank-state.css';

interface Props {
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly title: string;
  readonly children: ReactNode;
}

/** What a place says when it has nothing to show yet: what that means and what to do. */
export function BlankState({ icon: Icon, title, children }: Props) {
  return (
    <div className="bt-blank">
      <Icon size={44} stroke={1.3} aria-hidden />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
