import DeviceOutput
import LicenseFiles
import Testing

@Suite("Messages of show license history message")
struct HistoryContentTests {
  private func request(nonce: String, type: String = "POLL_REQ", extra: String = "") -> String {
    #"{"request":"{\"header\":{\"request_type\":\"\#(type)\",\"sudi\":{\"udi_pid\":\"C9800-CL-K9\",\"udi_serial_number\":\"9ZZEXAMPLE7\"},\"connect_info\":{\"name\":\"C_agent\",\"version\":\"5.0\"}},\"request_data\":\"{\\\"timestamp\\\":1787212342000,\\\"nonce\\\":\\\"\#(nonce)\\\",\\\"original_request_type\\\":\\\"LICENSE_USAGE\\\",\\\"id\\\":7000000007\#(extra)}\"}","signature":{"type":"SHA256","value":"U0lHTkFUVVJF"}}"#
  }

  private func response(nonce: String? = nil, status: String, message: String = "") -> String {
    let nonce = nonce.map { #"\"\#($0)\""# } ?? "null"
    return
      #"{"signature":{"type":"SHA256","value":"U0lHTkFUVVJF","piid":null},"response":"{\"header\":{\"nonce\":\#(nonce),\"request_type\":\"POLL_REQ\"},\"status_code\":\"\#(status)\",\"status_message\":\"\#(message)\",\"retry_time_seconds\":30,\"response_data\":\"\"}","sch_response":null}"#
  }

  private func exchanges(_ body: String) throws -> [HistoryExchange] {
    let history = try #require(
      try device("W#show license history message\nResult Polling:\n" + body).histories.first)
    return history.sections.flatMap(\.exchanges)
  }

  private func wrapped(_ text: String, at width: Int) -> String {
    var rest = text[...]
    var lines: [Substring] = []
    while !rest.isEmpty {
      lines.append(rest.prefix(width))
      rest = rest.dropFirst(width)
    }
    return lines.joined(separator: "\n")
  }

  @Test(
    "three layers are unwrapped, whatever the width of the terminal",
    arguments: [40, 80, 126, 10_000])
  func layers(_ width: Int) throws {
    let found = try exchanges(
      "REQUEST: Aug 20 09:18:08 2026 UTC\n"
        + wrapped(request(nonce: "18000000000000000001"), at: width)
        + "\nRESPONSE: Aug 20 09:18:10 2026 UTC\n"
        + wrapped(
          response(status: "FAILED", message: "Invalid ProductInstanceIdentifier: x"), at: width)
        + "\n")
    try #require(found.count == 1)
    let content = try #require(found[0].request?.content)
    #expect(content.requestType == "POLL_REQ")
    #expect(content.originalRequestType == "LICENSE_USAGE")
    #expect(content.udi?.serial == "9ZZEXAMPLE7")
    #expect(content.nonce == "18000000000000000001")
    #expect(content.timestamp == 1_787_212_342_000)
    #expect(content.pollingID == "7000000007")
    #expect(content.peerName == "C_agent")
    #expect(content.withheld == ["signature"])
    #expect(found[0].response?.content?.retrySeconds == 30)
    #expect(found[0].outcome == .failed(message: "Invalid ProductInstanceIdentifier: x"))
  }

  @Test("an answer proves no success by itself")
  func outcomes() throws {
    let stamp = " Aug 20 09:18:08 2026 UTC\n"
    let ask = "REQUEST:" + stamp + request(nonce: "1") + "\n"
    #expect(try exchanges(ask + "RESPONSE:" + stamp).map(\.outcome) == [.noAnswer])
    #expect(try exchanges(ask).map(\.outcome) == [.notPrinted])
    #expect(
      try exchanges(ask + "RESPONSE:" + stamp + response(status: "OK_POLL") + "\n").map(\.outcome)
        == [.accepted])
    #expect(
      try exchanges(ask + "RESPONSE:" + stamp + response(status: "OK") + "\n").map(\.outcome)
        == [.answered(status: "OK")])
    #expect(
      try exchanges(ask + "RESPONSE:" + stamp + "{\"signature\":{\n").map(\.outcome)
        == [.unreadable])
  }

  @Test("tokens and certificate requests are named, and nothing of them is kept in what was read")
  func secrets() throws {
    let extra =
      #",\\\"token\\\":\\\"T0PSECRET\\\",\\\"device_list\\\":[{\\\"sudi\\\":{\\\"udi_pid\\\":\\\"A\\\",\\\"udi_serial_number\\\":\\\"B\\\"},\\\"csr\\\":\\\"C5RSECRET\\\"}]"#
    let found = try exchanges(
      "REQUEST: Aug 20 09:18:08 2026 UTC\n"
        + request(nonce: "1", type: "ID_TOKEN_TRUST", extra: extra)
        + "\nRESPONSE: Aug 20 09:18:09 2026 UTC\n")
    let content = try #require(found.first?.request?.content)
    #expect(Set(content.withheld) == ["token", "csr", "signature"])
    #expect(content.deviceList.map(\.serial) == ["B"])
    #expect(!"\(content)".contains("SECRET"))
  }

  @Test("responses find their requests by nonce, else by time")
  func pairing() throws {
    let found = try exchanges(
      """
      REQUEST: Aug 20 09:00:00 2026 UTC
      \(request(nonce: "111"))
      REQUEST: Aug 20 09:00:01 2026 UTC
      \(request(nonce: "222"))
      RESPONSE: Aug 20 09:00:02 2026 UTC
      \(response(nonce: "111", status: "OK"))
      RESPONSE: Aug 20 09:00:03 2026 UTC
      \(response(nonce: "222", status: "FAILED"))

      """)
    #expect(found.map { $0.request?.content?.nonce } == ["111", "222"])
    #expect(found.map { $0.response?.content?.statusCode } == ["OK", "FAILED"])
  }

  @Test("a response that is older than the request belongs to none")
  func tooOld() throws {
    let found = try exchanges(
      """
      REQUEST: Aug 20 09:00:10 2026 UTC
      \(request(nonce: "111"))
      RESPONSE: Aug 20 09:00:02 2026 UTC
      \(response(status: "OK"))

      """)
    #expect(found.count == 2)
    #expect(found.map { $0.request == nil } == [false, true])
  }

  @Test("the import buckets, filled and empty")
  func imports() throws {
    let snapshot = try device(
      """
      W#show license history message
      Import Message History (oldest to newest):
      Import POLICY:
        No past Import history

      Import RUM ACK:
      something was imported

      """)
    #expect(snapshot.imports("POLICY")?.hasEntries == false)
    #expect(snapshot.imports("RUM ACK")?.hasEntries == true)
    #expect(snapshot.imports("AUTH") == nil)
  }
}
