"""A Modbus server that a test drives: TCP, or RTU on a serial line, with faults put into its answers.

Arguments: tcp PORT | rtu PATH, then a JSON object of slaves: {"100": {"input": [..], "holding": [..]}}.
Orders come as JSON lines: {"slave": 100, "fc": 4, "address": 0, "values": [..]} sets registers,
{"faults": ["crc", ..], "every": 3} spoils every third answer with the next fault of the list.
"""

import asyncio
import json
import sys
import threading
import time

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server.async_io import StartAsyncSerialServer, StartAsyncTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer
from pymodbus.utilities import computeCRC

kind, where, slaves = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
state = {"faults": [], "every": 0, "answers": 0, "spoilt": 0}


def block(values):
    return ModbusSequentialDataBlock(0, list(values) or [0])


context = ModbusServerContext(
    slaves={
        int(key): ModbusSlaveContext(ir=block(one.get("input", [])), hr=block(one.get("holding", [])), zero_mode=True)
        for key, one in slaves.items()
    },
    single=False,
)


def with_crc(body):
    crc = computeCRC(body)
    return body + bytes([crc >> 8, crc & 0xFF])


def spoil(fault, packet):
    if fault == "crc":
        return packet[:-1] + bytes([packet[-1] ^ 0x5A])
    if fault == "half":
        return packet[: len(packet) // 2]
    if fault == "noise":
        return b"\x00\xff\x13\x07" + packet
    if fault == "wrong-slave":
        return with_crc(bytes([packet[0] ^ 0x01]) + packet[1:-2])
    if fault == "twice":
        return packet + packet
    if fault == "busy":
        return with_crc(bytes([packet[0], packet[1] | 0x80, 6]))
    if fault == "slow":
        time.sleep(0.35)
    return packet


class Spoiling(ModbusRtuFramer):
    def buildPacket(self, message):
        packet = super().buildPacket(message)
        state["answers"] += 1
        if not state["faults"] or state["every"] == 0 or state["answers"] % state["every"] != 0:
            return packet
        fault = state["faults"][state["spoilt"] % len(state["faults"])]
        state["spoilt"] += 1
        return spoil(fault, packet)


def listen():
    for line in sys.stdin:
        order = json.loads(line)
        if "values" in order:
            context[order["slave"]].setValues(order["fc"], order["address"], order["values"])
        else:
            state.update(order)
        print("done", flush=True)


async def serve():
    threading.Thread(target=listen, daemon=True).start()
    if kind == "tcp":
        started = StartAsyncTcpServer(context, framer=ModbusSocketFramer, address=("127.0.0.1", int(where)))
    else:
        started = StartAsyncSerialServer(
            context, framer=Spoiling, port=where, baudrate=9600, timeout=0.05, ignore_missing_slaves=True
        )
    running = asyncio.ensure_future(started)
    await asyncio.sleep(0.4)
    print("ready", flush=True)
    await running


asyncio.run(serve())
