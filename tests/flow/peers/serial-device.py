"""A scripted serial device: answers questions of a table, or writes lines by itself.

Arguments: PATH BAUD, then a JSON object of answers by question. Orders come as JSON lines: {"answers": {..}} changes
the table, {"say": "text", "times": n, "pieces": k} writes by itself in pieces of k bytes.
"""

import json
import sys
import threading

import serial

port = serial.Serial(sys.argv[1], int(sys.argv[2]), timeout=0.02)
answers = json.loads(sys.argv[3])


def listen():
    for line in sys.stdin:
        order = json.loads(line)
        answers.update(order.get("answers", {}))
        text = order.get("say", "")
        for i in range(order.get("times", 1) if text else 0):
            data = text.replace("{n}", str(i)).encode("latin-1")
            size = order.get("pieces", len(data))
            for start in range(0, len(data), size):
                port.write(data[start : start + size])
        print("done", flush=True)


threading.Thread(target=listen, daemon=True).start()
print("ready", flush=True)
waiting = b""
while True:
    waiting += port.read(64)
    for end in (b"\r\n", b"\r"):
        while end in waiting:
            question, waiting = waiting.split(end, 1)
            answer = answers.get(question.decode("latin-1"))
            if answer is not None:
                port.write(answer.encode("latin-1"))
